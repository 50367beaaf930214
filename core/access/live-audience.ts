import type { UnitId } from '../ids.ts'
import type { Actor } from './actor.ts'
import type { Permission } from './permissions.ts'
import { scopeOf } from './scope.ts'

/** Which reading permission a person needs to hear that an object changed; the objects of other nouns are open to all. */
const READ_PERMISSIONS: Readonly<Record<string, Permission>> = {
  narrative: 'narrative.read',
  storyline: 'narrative.read',
  narrative_draft: 'narrative.read',
  signal: 'narrative.read',
  item: 'item.read',
  item_import: 'item.read',
  page_order: 'item.add',
  source: 'source.read',
  source_import: 'source.read',
  profile: 'profile.read',
  alert: 'alert.read',
  delivery: 'alert.read',
  route_rule: 'route.read',
  detection_rule: 'rule.read',
  case: 'case.read',
  tasking: 'case.read',
  run: 'case.read',
  log_entry: 'case.read',
  playbook: 'playbook.read',
  user: 'user.read',
  tip: 'tip.read',
  claim_review: 'item.read',
  claim_match: 'narrative.read',
  retention: 'retention.read',
  legal_hold: 'retention.read',
  api_key: 'api_key.read',
}

/**
 * Whether an actor may be told that an object changed. A change that names units is for those who read everything of
 * its kind, and for people of these units and the units above them.
 */
export function mayHear(
  actor: Actor,
  change: { noun: string; world: string; unitIds?: readonly string[] },
  unitTree: ReadonlyMap<UnitId, ReadonlySet<UnitId>>,
): boolean {
  if (change.world !== actor.world) return false
  const scope = scopeOf(actor, READ_PERMISSIONS[change.noun] ?? 'unit.read', unitTree)
  if (!scope) return false
  if (scope.everything || !change.unitIds) return true
  return change.unitIds.some((id) => scope.unitIds.some((own) => own === id))
}
