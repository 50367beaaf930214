import { sql } from 'kysely'

import type { DetectionRuleId, NarrativeId } from '@hub/core/ids.ts'
import type { RuleKind } from '@hub/core/signal/detection-rule.ts'
import type { RaisedSignal } from '@hub/core/signal/should-raise.ts'

import type { Reader } from '../connect.ts'

export type StoredSignal = RaisedSignal & { narrativeId: NarrativeId; ruleId: DetectionRuleId | null }

/**
 * What was raised before about each narrative, those of narratives that were merged into it included; with `before`, only
 * what is about earlier hours.
 */
export async function loadRaised(
  db: Reader,
  narrativeIds: readonly NarrativeId[],
  before: Date | null = null,
): Promise<Map<NarrativeId, StoredSignal[]>> {
  if (narrativeIds.length === 0) return new Map()
  const { rows } = await sql<StoredSignal>`
    select coalesce(n.merged_into, n.id) as narrative_id, s.rule_id, s.kind, s.severity,
      (extract(epoch from coalesce(s.hour, date_trunc('hour', s.detected_at, 'UTC'))) * 1000)::bigint as hour_ms,
      cardinality(s.publisher_ids) as publishers, s.numbers->>'matter' as matter, (s.numbers->>'category')::int as category,
      s.numbers->>'because' = 'back_from_silence' as is_return
    from signal s join narrative n on n.id = s.narrative_id
    where (n.id = any(${[...narrativeIds]}::uuid[]) or n.merged_into = any(${[...narrativeIds]}::uuid[]))
      ${before === null ? sql`` : sql`and coalesce(s.hour, s.detected_at) < ${before}`}`.execute(db)
  return Map.groupBy(rows, ({ narrativeId }) => narrativeId)
}

/** The signals that a rule has to compare with: its own, and those that no rule of its kind is named for. */
export function raisedBy(
  rule: { id: DetectionRuleId | null; kind: RuleKind },
  signals: readonly StoredSignal[],
): RaisedSignal[] {
  return signals.filter(({ ruleId, kind }) =>
    ruleId === null ? (kind === 'emergence' ? 'growth' : kind) === rule.kind : ruleId === rule.id,
  )
}
