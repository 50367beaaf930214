import type { UnitId } from '../ids.ts'
import { type Actor, membershipsOf } from './actor.ts'
import { PERMISSIONS, type Permission, type Reach } from './permissions.ts'
import type { Role, World } from './role.ts'

/**
 * What a read may return: one world and, for objects that are not open to all roles, either everything but RED or only
 * what the listed units own or are tasked on. Every read in `db` takes one.
 */
export type Scope = { world: World; everything: boolean; unitIds: readonly UnitId[]; mayReadRed: boolean }

/**
 * The scope in which an actor holds a read permission, or undefined when the actor may not read that kind at all.
 * `unitTree` maps a unit to the units below it.
 */
export function scopeOf(
  actor: Actor,
  permission: Permission,
  unitTree: ReadonlyMap<UnitId, ReadonlySet<UnitId>> = new Map(),
): Scope | undefined {
  if (actor.kind !== 'user' && actor.kind !== 'api_key') {
    return { world: actor.world, everything: true, unitIds: [], mayReadRed: true }
  }
  const row: Partial<Record<Role, Reach>> = PERMISSIONS[permission]
  const granting = membershipsOf(actor).filter(({ role }) => row[role] !== undefined)
  if (granting.length === 0) return undefined
  const everything = granting.some(({ role }) => row[role] === 'any')
  const unitIds = new Set<UnitId>()
  for (const { unitId } of granting) {
    unitIds.add(unitId)
    for (const below of unitTree.get(unitId) ?? []) unitIds.add(below)
  }
  // RED is for named people only; the auditor reads everything, and each such read is logged.
  const mayReadRed = granting.some(({ role }) => role === 'auditor')
  return { world: actor.world, everything, unitIds: [...unitIds], mayReadRed }
}
