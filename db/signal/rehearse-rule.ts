import type { Scope } from '@hub/core/access/scope.ts'
import { compareFirings } from '@hub/core/signal/compare-firings.ts'
import { HOUR_MS } from '@hub/core/signal/hourly-rate.ts'
import { type Rehearsal, type Rehearse, REHEARSAL_DAYS, REHEARSAL_ITEMS_MAX } from '@hub/core/signal/rehearsal-view.ts'
import { ruleSays } from '@hub/core/signal/rule-view.ts'

import type { Db } from '../connect.ts'
import { judgeRuleTerms } from '../detection-rule/judge-rule-terms.ts'
import { getDetectionRule } from '../detection-rule/queries.ts'
import { nameFirings } from './name-firings.ts'
import { rehearseOverHours } from './rehearse-over-hours.ts'
import { rehearseOverItems } from './rehearse-over-items.ts'
import type { RuleVersion } from './run-versions.ts'

/** Where a rehearsal ends even where there is more to read: it says so. `itemsMax` is for keyword rules. */
export type RehearsalLimits = { ms: number; itemsMax: number }
const LIMITS: RehearsalLimits = { ms: 6_000, itemsMax: REHEARSAL_ITEMS_MAX }

type Asked = { scope: Scope; now: Date; signal: AbortSignal; limits?: RehearsalLimits }

/**
 * What a draft of a rule would have raised in the last 30 days, and beside it what its present version would have: the same
 * decision as live detection, over the stored hourly counts (keyword rules: over the items with their terms). Narratives that
 * were merged since count under the one they are part of now; whether a person had dismissed one by then is left out, and
 * told. Throws NotFound for an unknown rule, Conflict for terms that a rule must not look for; stops when `signal` says so.
 */
export async function rehearseRule(db: Db, { rule, id }: Rehearse, asked: Asked): Promise<Rehearsal> {
  const { scope, now, signal, limits = LIMITS } = asked
  // A rehearsal needs no reason yet for a term that reads like a name; saving the rule does.
  await judgeRuleTerms({ tx: db }, { ...rule, termReason: rule.termReason ?? '' })
  const stored = id === undefined ? null : await getDetectionRule(db, scope.world, id)
  const since = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS - REHEARSAL_DAYS * 24 * HOUR_MS)
  const draft: RuleVersion = { rule, stored, firings: new Map() }
  const present: RuleVersion | null = stored && { rule: ruleSays(stored), stored, firings: new Map() }
  const versions = present && present.rule.kind === rule.kind ? [draft, present] : [draft]
  const span = { scope, since, now, signal, deadlineMs: performance.now() + limits.ms, itemsMax: limits.itemsMax }
  const read =
    rule.kind === 'keyword' ? await rehearseOverItems(db, versions, span) : await rehearseOverHours(db, versions, span)
  const narratives = new Map(read.narratives.map((narrative) => [narrative.id, narrative]))
  const compared = compareFirings(draft.firings, present?.firings ?? null, (each) => narratives.get(each)?.state)
  return {
    since: since.toISOString(),
    until: now.toISOString(),
    narrativesRead: read.narratives.length,
    itemsRead: read.itemsRead,
    readBy: read.readBy,
    isCut: read.isCut,
    draft: compared.draft,
    present: compared.present,
    rows: await nameFirings(db, compared.rows, narratives, rule.title),
  }
}
