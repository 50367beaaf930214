import type { World } from '@hub/core/access/role.ts'
import type { DetectionRuleId } from '@hub/core/ids.ts'
import { type RuleView, ruleSays } from '@hub/core/signal/rule-view.ts'

import { findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'

const WEEK_MS = 7 * 86_400_000

/** The detection rules of a world, oldest first. */
export async function listDetectionRules(db: Reader, world: World, now: Date): Promise<RuleView[]> {
  const rules = await db
    .selectFrom('detectionRule')
    .selectAll()
    .where('world', '=', world)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return viewDetectionRules(db, rules, now)
}

/** Rules as people see them. */
export async function viewDetectionRules(
  db: Reader,
  rules: readonly Row<'detectionRule'>[],
  now: Date,
): Promise<RuleView[]> {
  const nameOf = await findActorNames(
    db,
    rules.map(({ changedBy }) => changedBy),
  )
  const counts = await db
    .selectFrom('signal')
    .select((eb) => ['ruleId', eb.fn.countAll<number>().as('raised')])
    .where('ruleId', 'is not', null)
    .where('snoozeId', 'is', null)
    .where('detectedAt', '>=', new Date(now.getTime() - WEEK_MS))
    .groupBy('ruleId')
    .execute()
  return rules.map((rule) => ({
    ...ruleSays(rule),
    id: rule.id,
    changedBy: nameOf(rule.changedBy),
    changedAt: rule.updatedAt.toISOString(),
    raisedThisWeek: counts.find(({ ruleId }) => ruleId === rule.id)?.raised ?? 0,
    rowVersion: rule.rowVersion,
  }))
}

/** One rule as it stands. Throws NotFound. */
export async function getDetectionRule(db: Reader, world: World, id: DetectionRuleId): Promise<Row<'detectionRule'>> {
  const rule = await db
    .selectFrom('detectionRule')
    .selectAll()
    .where('id', '=', id)
    .where('world', '=', world)
    .executeTakeFirst()
  if (!rule) throw new NotFound('detection rule')
  return rule
}
