import type { Actor } from '@hub/core/access/actor.ts'
import type { Scope } from '@hub/core/access/scope.ts'
import type { UnitId } from '@hub/core/ids.ts'

export type UserActor = Extract<Actor, { kind: 'user' }>

/** What middleware hands to a route. `actor` and `unitTree` stand on every /api/v1 route, `scope` on guarded ones. */
export type HubEnv = {
  Variables: {
    requestId: string
    actor: UserActor
    email: string
    /** For each unit, the units below it. */
    unitTree: ReadonlyMap<UnitId, ReadonlySet<UnitId>>
    /** What the actor may read under the permission that guards the route. */
    scope: Scope
  }
}
