import { actorReference } from '@hub/core/access/actor.ts'
import { type NarrativeId, snoozeIdSchema } from '@hub/core/ids.ts'
import { isMoreUrgent } from '@hub/core/signal/severity.ts'
import type { SnoozedStand } from '@hub/core/signal/judge-snooze.ts'
import { judgeSnoozing, type SetSnooze } from '@hub/core/signal/snooze-view.ts'

import type { Db, Tx } from '../connect.ts'
import { getDetectionRule } from '../detection-rule/queries.ts'
import { lockNarrative } from '../narrative/lock-narrative.ts'
import { newId } from '../new-id.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { endSnooze } from './end-snooze.ts'

/**
 * Keeps a narrative (or one rule about it) from raising alerts until a time or until it rises by a step, measured from how
 * it stands now. It takes the place of an earlier snooze of the same. Signals go on being measured and recorded.
 */
export async function snoozeNarrative(
  db: Db | Tx,
  by: WriteBy,
  narrativeId: NarrativeId,
  input: SetSnooze,
): Promise<Row<'narrativeSnooze'>> {
  return write(db, by, async (w) => {
    const narrative = await lockNarrative(w, narrativeId, 'narrative.snooze')
    const until = input.until === null ? null : new Date(input.until)
    obeyVerdict(judgeSnoozing(narrative.state, until, by.now), narrative)
    if (input.ruleId !== null) await getDetectionRule(w.tx, by.actor.world, input.ruleId)
    const standing = await findOpen(w, narrativeId, input)
    if (standing && standing.until?.getTime() === until?.getTime() && standing.note === input.note) {
      w.unchanged()
      return standing
    }
    if (standing) await endSnooze(w, standing, 'undone', actorReference(by.actor))
    const snooze = await w.tx
      .insertInto('narrativeSnooze')
      .values({
        id: newId(snoozeIdSchema),
        narrativeId,
        ruleId: input.ruleId,
        until,
        note: input.note,
        ...(await measureStand(w, narrative)),
        setBy: actorReference(by.actor),
        setAt: by.now,
        world: by.actor.world,
        tlp: narrative.tlp,
        createdAt: by.now,
        updatedAt: by.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const { severity, publishers, category } = snooze
    const details = { until: input.until, ruleId: input.ruleId, note: input.note, severity, publishers, category }
    await w.audit({ action: 'snoozed', noun: 'narrative', objectId: narrativeId, tlp: narrative.tlp, details })
    await w.live({ noun: 'narrative', id: narrativeId, version: narrative.rowVersion })
    return snooze
  })
}

async function findOpen(
  w: Write,
  narrativeId: NarrativeId,
  { ruleId }: SetSnooze,
): Promise<Row<'narrativeSnooze'> | undefined> {
  return w.tx
    .selectFrom('narrativeSnooze')
    .selectAll()
    .where('narrativeId', '=', narrativeId)
    .where('endedAt', 'is', null)
    .where((eb) => (ruleId === null ? eb('ruleId', 'is', null) : eb('ruleId', '=', ruleId)))
    .executeTakeFirst()
}

const STAND_DAYS = 7

/** How it stands by the signals of the last week, or by its publishers where there were none. */
async function measureStand(w: Write, narrative: Row<'narrative'>): Promise<SnoozedStand> {
  const signals = await w.tx
    .selectFrom('signal')
    .select(['kind', 'severity', 'publisherIds', 'numbers'])
    .where('narrativeId', '=', narrative.id)
    .where('detectedAt', '>=', new Date(w.by.now.getTime() - STAND_DAYS * 86_400_000))
    .execute()
  const severities = signals.map(({ severity }) => severity)
  const spread = signals.filter(({ kind }) => kind !== 'first_appearance' && kind !== 'breakout')
  const categories = signals.flatMap(({ numbers: { category } }) => (typeof category === 'number' ? [category] : []))
  return {
    severity: severities.toSorted((a, b) => (isMoreUrgent(a, b) ? -1 : 1))[0] ?? null,
    publishers: Math.max(
      ...(spread.length > 0 ? spread.map(({ publisherIds }) => publisherIds.length) : [narrative.publisherCount]),
    ),
    category: Math.max(1, ...categories),
  }
}
