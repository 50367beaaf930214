import type { UnitId, UserId } from '../ids.ts'
import type { ApiKeyScope } from './api-key-scope.ts'
import type { Role, World } from './role.ts'

/** A role a user holds in a unit at this moment. */
export type Membership = { unitId: UnitId; role: Role }

/**
 * Who does something. There is always one: a signed-in user, an API key, a background job, a webhook, or the operator
 * who types on the server's own command line.
 */
export type Actor =
  | { kind: 'user'; userId: UserId; name: string; memberships: readonly Membership[]; world: World }
  | { kind: 'api_key'; keyId: string; name: string; scopes: readonly ApiKeyScope[]; world: World }
  | { kind: 'job'; name: string; world: World }
  | { kind: 'webhook'; name: string; world: World }
  | { kind: 'operator'; name: string; world: World }
export type ActorKind = Actor['kind']

/** The stable identity written into the record: a user's or key's id, otherwise the actor's own name. */
export function actorReference(actor: Actor): string {
  if (actor.kind === 'user') return actor.userId
  if (actor.kind === 'api_key') return actor.keyId
  return actor.name
}

/** The memberships an actor acts with: people alone hold any. */
export function membershipsOf(actor: Actor): readonly Membership[] {
  return actor.kind === 'user' ? actor.memberships : []
}
