import { sql } from 'kysely'

import type { DetectionRuleId, NarrativeId, SnoozeId } from '@hub/core/ids.ts'
import { judgeSnooze, type StandingSnooze } from '@hub/core/signal/judge-snooze.ts'
import type { Signal } from '@hub/core/signal/signal.ts'

import type { Reader } from '../connect.ts'
import { type EndingSnooze, endSnooze } from '../snooze/end-snooze.ts'
import type { Write } from '../write.ts'

export type OpenSnooze = StandingSnooze & EndingSnooze

/** The snoozes in force on some narratives, those set on narratives that were merged into them included. */
export async function loadOpenSnoozes(
  db: Reader,
  narrativeIds: readonly NarrativeId[],
): Promise<Map<NarrativeId, OpenSnooze[]>> {
  if (narrativeIds.length === 0) return new Map()
  const { rows } = await sql<OpenSnooze>`
    select z.id, coalesce(n.merged_into, n.id) as narrative_id, z.rule_id, z.until, z.severity, z.publishers, z.category
    from narrative n join narrative_snooze z on z.narrative_id = n.id and z.ended_at is null
    where n.id = any(${[...narrativeIds]}::uuid[]) or n.merged_into = any(${[...narrativeIds]}::uuid[])
    order by z.set_at`.execute(db)
  return Map.groupBy(rows, ({ narrativeId }) => narrativeId)
}

/**
 * The snooze that keeps a signal from becoming an alert, or null. Snoozes whose time is over or which the signal breaks are
 * ended, with an entry in the record, and leave the list.
 */
export async function applySnoozes(
  w: Write,
  open: OpenSnooze[],
  ruleId: DetectionRuleId,
  signal: Signal,
): Promise<SnoozeId | null> {
  let holding: SnoozeId | null = null
  for (const snooze of [...open]) {
    if (snooze.ruleId !== null && snooze.ruleId !== ruleId) continue
    const verdict = judgeSnooze(snooze, signal, w.by.now.getTime())
    if (verdict.holds) {
      holding ??= snooze.id
      continue
    }
    open.splice(open.indexOf(snooze), 1)
    await endSnooze(w, snooze, verdict.because, null)
  }
  return holding
}
