import type { Actor } from '@hub/core/access/actor.ts'
import { may, type Permission, type PermissionTarget } from '@hub/core/access/permissions.ts'

import type { Reader } from './connect.ts'
import { Forbidden } from './errors.ts'
import { unitDescendants } from './unit/queries.ts'

/** Throws Forbidden unless the actor holds the permission for the target. Write verbs use `w.require` instead. */
export async function requirePermission(
  db: Reader,
  actor: Actor,
  permission: Permission,
  target: PermissionTarget = {},
): Promise<void> {
  const verdict = may(actor, permission, target, await unitDescendants(db))
  if (!verdict.allowed) throw new Forbidden(permission, verdict.message)
}
