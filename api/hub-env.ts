import type { Actor } from '@hub/core/access/actor.ts'
import type { Scope } from '@hub/core/access/scope.ts'
import type { ApiKeyId, UnitId } from '@hub/core/ids.ts'

export type UserActor = Extract<Actor, { kind: 'user' }>

export type KeyActor = Extract<Actor, { kind: 'api_key' }>

/** What middleware hands to a route. `actor` and `unitTree` stand on every /api/v1 route, `scope` on guarded ones. */
export type HubEnv = {
  Variables: {
    requestId: string
    actor: UserActor
    email: string
    /** On the routes of other systems, instead of a person. */
    apiKey: { id: ApiKeyId; actor: KeyActor }
    /** For each unit, the units below it. */
    unitTree: ReadonlyMap<UnitId, ReadonlySet<UnitId>>
    /** What the actor may read under the permission that guards the route. */
    scope: Scope
  }
}
