import type { DetectionRuleId, NarrativeId, SnoozeId } from '@hub/core/ids.ts'
import type { SnoozeEnd } from '@hub/core/signal/judge-snooze.ts'

import type { Write } from '../write.ts'

export type EndingSnooze = { id: SnoozeId; narrativeId: NarrativeId; ruleId: DetectionRuleId | null }

/** Ends a snooze with an entry in the record; `endedBy` is the person who took it back, null where it ended by itself. */
export async function endSnooze(
  w: Write,
  snooze: EndingSnooze,
  because: SnoozeEnd,
  endedBy: string | null,
): Promise<void> {
  await w.tx
    .updateTable('narrativeSnooze')
    .set((eb) => ({
      endedAt: w.by.now,
      endedBy,
      endedBecause: because,
      updatedAt: w.by.now,
      rowVersion: eb('rowVersion', '+', 1),
    }))
    .where('id', '=', snooze.id)
    .execute()
  const { narrativeId, ruleId } = snooze
  await w.audit({ action: 'snooze ended', noun: 'narrative', objectId: narrativeId, details: { because, ruleId } })
  await w.live({ noun: 'narrative', id: narrativeId, version: 0 })
}
