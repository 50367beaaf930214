import type { UnitId } from '../ids.ts'
import { type Actor, membershipsOf } from './actor.ts'
import { API_KEY_SCOPES } from './api-key-scope.ts'
import { LIVE_WORLD, type Role } from './role.ts'

/**
 * How far a role's permission reaches: `any` object in scope, objects of the role's `own_unit` (and units below it),
 * or objects on which the role's unit is `tasked` (or which it owns).
 */
export type Reach = 'any' | 'own_unit' | 'tasked'

const LIVE_ROLES = {
  analyst: 'any',
  comms: 'any',
  unit_lead: 'any',
  coordinator: 'any',
  auditor: 'any',
  administrator: 'any',
} as const
const EVERYBODY = { ...LIVE_ROLES, trainer: 'any' } as const

/**
 * Who may do what in the live world, after the permission table of the coordination model. A role that is missing
 * from a row may not. Trainers act in exercises only, so they read the library and nothing live.
 */
export const PERMISSIONS = {
  'narrative.read': { analyst: 'any', comms: 'any', unit_lead: 'any', coordinator: 'any', auditor: 'any' },
  'narrative.triage': { analyst: 'any', unit_lead: 'any', coordinator: 'any' },
  // A dismissal, which weighs more, is the same people's.
  'narrative.snooze': { analyst: 'any', unit_lead: 'any', coordinator: 'any' },
  'item.read': { analyst: 'any', comms: 'any', unit_lead: 'any', coordinator: 'any', auditor: 'any' },
  'item.add': { analyst: 'any', unit_lead: 'any', coordinator: 'any' },
  'source.read': LIVE_ROLES,
  'source.propose': { analyst: 'any', unit_lead: 'any', coordinator: 'any' },
  'source.manage': { coordinator: 'any' },
  'profile.read': LIVE_ROLES,
  'profile.propose': { analyst: 'any', unit_lead: 'any', coordinator: 'any' },
  'profile.approve': { coordinator: 'any' },
  'alert.read': { analyst: 'any', comms: 'any', unit_lead: 'any', coordinator: 'any', auditor: 'any' },
  'delivery.acknowledge': { analyst: 'own_unit', comms: 'own_unit', unit_lead: 'own_unit', coordinator: 'any' },
  'delivery.decline': { analyst: 'own_unit', comms: 'own_unit', unit_lead: 'own_unit', coordinator: 'any' },
  'route.read': LIVE_ROLES,
  'route.manage': { coordinator: 'any' },
  'rule.read': LIVE_ROLES,
  'rule.manage': { coordinator: 'any' },
  'case.read': { analyst: 'tasked', comms: 'tasked', unit_lead: 'tasked', coordinator: 'any', auditor: 'any' },
  'case.open': { analyst: 'any', unit_lead: 'any', coordinator: 'any' },
  'case.triage': { analyst: 'tasked', unit_lead: 'tasked', coordinator: 'any' },
  'case.assess': { analyst: 'tasked', unit_lead: 'tasked', coordinator: 'any' },
  'case.close': { unit_lead: 'tasked', coordinator: 'any' },
  'tasking.offer': { coordinator: 'any' },
  'tasking.answer': { comms: 'own_unit', unit_lead: 'own_unit', coordinator: 'any' },
  'log.write': { analyst: 'tasked', comms: 'tasked', unit_lead: 'tasked', coordinator: 'any' },
  'log.verify': { coordinator: 'any', auditor: 'any' },
  'playbook.read': EVERYBODY,
  // The starter library is loaded by the hub itself; nobody's role includes publishing yet.
  'playbook.publish': {},
  'run.start': { analyst: 'tasked', comms: 'tasked', unit_lead: 'tasked', coordinator: 'any' },
  'run.step': { analyst: 'tasked', comms: 'tasked', unit_lead: 'tasked', coordinator: 'any' },
  'unit.read': EVERYBODY,
  'unit.manage': { administrator: 'any' },
  'user.read': { coordinator: 'any', auditor: 'any', administrator: 'any' },
  'user.manage': { administrator: 'any' },
  'audit.read': { auditor: 'any' },
  'api_key.read': { coordinator: 'any', auditor: 'any', administrator: 'any' },
  // What a key brings in is collected, so a coordinator decides on it; closing a door is also the administrator's.
  'api_key.issue': { coordinator: 'any' },
  'api_key.stop': { coordinator: 'any', administrator: 'any' },
  /** What other systems may do with an API key; no role includes it. */
  'item.ingest': {},
  'tip.read': { analyst: 'any', unit_lead: 'any', coordinator: 'any', auditor: 'any' },
  'tip.decide': { analyst: 'any', unit_lead: 'any', coordinator: 'any' },
  'tip.open': { administrator: 'any' },
  /** The public form itself; no role includes it. */
  'tip.send': {},
  'retention.read': { coordinator: 'any', auditor: 'any', administrator: 'any' },
  'retention.change': { administrator: 'any' },
  /** Deleting what is past its period: background jobs and the operator only. */
  'retention.run': {},
  'hold.place': { coordinator: 'any' },
  // A hold keeps data past its period, so a second pair of eyes decides on it.
  'hold.confirm': { coordinator: 'any', auditor: 'any' },
  'health.read': { coordinator: 'any', administrator: 'any' },
  /** The stages of the pipeline: background jobs only. */
  'pipeline.run': {},
} as const satisfies Record<string, Partial<Record<Role, Reach>>>

export type Permission = keyof typeof PERMISSIONS

/** What a permission is asked about: the unit that owns the object, and the units tasked on it. */
export type PermissionTarget = { owningUnitId?: UnitId | null; taskedUnitIds?: readonly UnitId[]; world?: string }

export type PermissionVerdict =
  | { allowed: true; by: Role | 'operator' | 'job' | 'api_key' }
  | { allowed: false; message: string }

/**
 * Decides whether an actor may do something to a target. Jobs and the operator may do what their door allows them to:
 * they pass here and stand in the audit entry by name. `descendants` maps a unit to the units below it, since a lead
 * answers for the whole of their unit tree.
 */
export function may(
  actor: Actor,
  permission: Permission,
  target: PermissionTarget = {},
  descendants: ReadonlyMap<UnitId, ReadonlySet<UnitId>> = new Map(),
): PermissionVerdict {
  if ((target.world ?? LIVE_WORLD) !== actor.world) {
    return { allowed: false, message: 'This belongs to another data space.' }
  }
  if (actor.kind === 'operator') return { allowed: true, by: 'operator' }
  if (actor.kind === 'job' || actor.kind === 'webhook') return { allowed: true, by: 'job' }
  if (actor.kind === 'api_key') {
    const isGranted = actor.scopes.some((scope) => API_KEY_SCOPES[scope].some((granted) => granted === permission))
    return isGranted
      ? { allowed: true, by: 'api_key' }
      : { allowed: false, message: `This API key is not for “${permission}”.` }
  }
  const row: Partial<Record<Role, Reach>> = PERMISSIONS[permission]
  for (const { role, unitId } of membershipsOf(actor)) {
    const reach = row[role]
    if (reach && reaches(reach, unitId, target, descendants)) return { allowed: true, by: role }
  }
  return { allowed: false, message: `Your role does not include “${permission}” here. Ask a coordinator.` }
}

/** Whether an actor may do something to at least some object: used to show or hide whole pages. */
export function mayAtAll(actor: Actor, permission: Permission): boolean {
  const row: Partial<Record<Role, Reach>> = PERMISSIONS[permission]
  return actor.kind === 'operator' || membershipsOf(actor).some(({ role }) => row[role] !== undefined)
}

function reaches(
  reach: Reach,
  unitId: UnitId,
  target: PermissionTarget,
  descendants: ReadonlyMap<UnitId, ReadonlySet<UnitId>>,
): boolean {
  if (reach === 'any') return true
  const within = (id: UnitId | null | undefined) =>
    id != null && (id === unitId || (descendants.get(unitId)?.has(id) ?? false))
  if (within(target.owningUnitId)) return true
  return reach === 'tasked' && (target.taskedUnitIds ?? []).some(within)
}
