import type { NarrativeId } from '@hub/core/ids.ts'
import type { SnoozeView } from '@hub/core/signal/snooze-view.ts'

import { findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import { type NarrativeReading } from '../narrative/narrative-rows.ts'
import { requireNarrative } from '../narrative/get-narrative.ts'

const SHOWN = 20

/** The snoozes of a narrative, those in force first, then the newest. What is over by time counts as ended. Throws NotFound. */
export async function listSnoozes(
  db: Reader,
  reading: Pick<NarrativeReading, 'scope' | 'now'>,
  narrativeId: NarrativeId,
): Promise<SnoozeView[]> {
  await requireNarrative(db, reading, narrativeId)
  const rows = await db
    .selectFrom('narrativeSnooze as z')
    .leftJoin('detectionRule as r', 'r.id', 'z.ruleId')
    .selectAll('z')
    .select((eb) => [
      'r.title as ruleTitle',
      eb
        .selectFrom('signal')
        .select((inner) => inner.fn.countAll<number>().as('held'))
        .whereRef('signal.snoozeId', '=', 'z.id')
        .as('heldSignals'),
    ])
    .where('z.narrativeId', '=', narrativeId)
    .orderBy((eb) => eb('z.endedAt', 'is not', null))
    .orderBy('z.setAt', 'desc')
    .limit(SHOWN)
    .execute()
  const nameOf = await findActorNames(
    db,
    rows.flatMap(({ setBy, endedBy }) => [setBy, endedBy]),
  )
  return rows.map((row): SnoozeView => {
    const isOver = row.endedAt === null && row.until !== null && row.until <= reading.now
    const endedAt = isOver ? row.until : row.endedAt
    return {
      id: row.id,
      rule: row.ruleId && row.ruleTitle ? { id: row.ruleId, title: row.ruleTitle } : null,
      until: row.until?.toISOString() ?? null,
      note: row.note,
      setBy: nameOf(row.setBy),
      setAt: row.setAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      endedBy: row.endedBy === null ? null : nameOf(row.endedBy),
      endedBecause: isOver ? 'time' : row.endedBecause,
      heldSignals: row.heldSignals ?? 0,
    }
  })
}
