import { type Actor, membershipsOf } from '../access/actor.ts'
import { type Permission, PERMISSIONS, type Reach } from '../access/permissions.ts'
import type { Role } from '../access/role.ts'
import type { UnitId } from '../ids.ts'

/** The unit an actor stands for when they use a permission: the first of theirs whose role holds it; jobs stand for none. */
export function actingUnit(actor: Actor, permission: Permission): UnitId | null {
  const row: Partial<Record<Role, Reach>> = PERMISSIONS[permission]
  return membershipsOf(actor).find(({ role }) => row[role] !== undefined)?.unitId ?? null
}
