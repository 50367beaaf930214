import type { NarrativeId } from '@hub/core/ids.ts'

import { Conflict } from '../errors.ts'
import type { NewRow, Row } from '../schema.ts'
import type { Write } from '../write.ts'
import { findFollowers, findStandingOf } from './find-followers.ts'
import { requireNotHeld } from './hold-together.ts'
import { keepApart } from './keep-apart.ts'
import { type MergeBefore, mergeBeforeSchema, type Stand } from './ruling-before.ts'
import { settleNarrative, shiftItems } from './shift-items.ts'
import { adjustTally, tallyItems } from './tally.ts'
import { tellPlaces } from './tell-engines.ts'

/**
 * Takes a merge back: the narrative lives again under its own id and title, with the items that came from it and those that
 * came to them since, and with its signals, alerts and cases. What later rulings moved stays where they put it. Whether the
 * two are kept apart is as it was before a person's merge; after a machine's they are, or it would merge them again.
 */
export async function undoMerge(
  w: Write,
  shards: readonly string[],
  ruling: Row<'narrativeRuling'>,
  survivorId: NarrativeId,
): Promise<Row<'narrative'>> {
  const before = mergeBeforeSchema.parse(ruling.before)
  const homeId = ruling.narrativeId
  await requireNotHeld(w, survivorId)
  const { here, elsewhere } = await findStandingOf(w.tx, survivorId, ruling.moved)
  const arrived = await findStandingOf(w.tx, survivorId, before.arrived)
  const going = [...here, ...arrived.here]
  const followers = await findFollowers(w.tx, survivorId, going, ruling.ruledAt)
  const itemIds = [...going, ...followers]
  const gone = ruling.moved.length - here.length - elsewhere.length
  const tally = adjustTally(
    { ...before.tally, deleted: before.tally.deleted + gone },
    await tallyItems(w.tx, [...here, ...elsewhere]),
    await tallyItems(w.tx, itemIds),
  )
  if (tally.items === 0) {
    throw new Conflict('nothing_to_restore', 'None of its items is left in the narrative it was merged into.')
  }
  await w.tx
    .updateTable('narrative')
    .set({ mergedInto: homeId })
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(before.formers))))
    .where('mergedInto', '=', survivorId)
    .execute()
  await shiftItems(w, survivorId, homeId, itemIds, tally)
  await handWorkBack(w, before, homeId, survivorId)
  await restoreWishes(w, ruling, before, survivorId)
  const home = await settleNarrative(w, homeId, { ...columnsOf(before.from), mergedInto: null })
  const survivor = await settleNarrative(w, survivorId, await restoredSurvivor(w, ruling, before, survivorId))
  await tellPlaces(w, shards, ruling.id, { itemIds, into: homeId, narratives: [home, survivor] })
  return home
}

function columnsOf(stand: Stand): Partial<NewRow<'narrative'>> {
  return {
    ...stand,
    triagedAt: dateOf(stand.triagedAt),
    keyTerms: JSON.stringify(stand.keyTerms),
  }
}

const dateOf = (time: string | null) => (time === null ? null : new Date(time))

/** What the survivor took over of the other's standing it gives back, unless people decided on it since. */
async function restoredSurvivor(
  w: Write,
  ruling: Row<'narrativeRuling'>,
  { from, into }: MergeBefore,
  survivorId: NarrativeId,
): Promise<Partial<NewRow<'narrative'>>> {
  if (survivorId !== ruling.intoId) return {}
  const keyTerms = JSON.stringify(into.keyTerms)
  const decision = await w.tx
    .selectFrom('triageDecision')
    .select('id')
    .where('narrativeId', '=', survivorId)
    .where('decidedAt', '>=', ruling.ruledAt)
    .where('undoneAt', 'is', null)
    .executeTakeFirst()
  if (decision) return { keyTerms }
  const { severity } = into
  if (from.state !== 'confirmed' || (into.state !== 'emerging' && into.state !== 'dormant'))
    return { keyTerms, severity }
  return { keyTerms, severity, state: 'emerging', triagedAt: dateOf(into.triagedAt), triagedBy: into.triagedBy }
}

async function handWorkBack(
  w: Write,
  before: MergeBefore,
  homeId: NarrativeId,
  survivorId: NarrativeId,
): Promise<void> {
  const narrativeId = homeId
  const { signals, alerts, deliveries } = before
  if (signals.length > 0)
    await w.tx
      .updateTable('signal')
      .set({ narrativeId })
      .where('id', 'in', signals)
      .where('narrativeId', '=', survivorId)
      .execute()
  if (alerts.length > 0)
    await w.tx
      .updateTable('alert')
      .set({ narrativeId })
      .where('id', 'in', alerts)
      .where('narrativeId', '=', survivorId)
      .execute()
  if (deliveries.length > 0)
    await w.tx
      .updateTable('delivery')
      .set({ narrativeId })
      .where('id', 'in', deliveries)
      .where('narrativeId', '=', survivorId)
      .execute()
  for (const { caseId, linkedBy, linkedAt, wasOnBoth } of before.cases) {
    const tie = w.tx.selectFrom('caseNarrative').select('caseId').where('caseId', '=', caseId)
    if (!(await tie.where('narrativeId', '=', survivorId).executeTakeFirst())) continue
    await w.tx
      .insertInto('caseNarrative')
      .values({ caseId, narrativeId, linkedBy, linkedAt: new Date(linkedAt) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    if (!wasOnBoth)
      await w.tx
        .deleteFrom('caseNarrative')
        .where('caseId', '=', caseId)
        .where('narrativeId', '=', survivorId)
        .execute()
  }
}

async function restoreWishes(
  w: Write,
  ruling: Row<'narrativeRuling'>,
  before: MergeBefore,
  survivorId: NarrativeId,
): Promise<void> {
  if (ruling.byMachine) return keepApart(w, ruling.id, ruling.narrativeId, survivorId)
  if (before.apart.length === 0) return
  await w.tx
    .insertInto('narrativeApart')
    .values(before.apart)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
