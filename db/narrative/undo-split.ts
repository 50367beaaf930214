import { dropCarried } from '../claim-match/carry-answers.ts'
import type { NewRow, Row } from '../schema.ts'
import type { Write } from '../write.ts'
import { findFollowers, findStandingOf } from './find-followers.ts'
import { requireNotHeld } from './hold-together.ts'
import { endApartOf } from './keep-apart.ts'
import { carryMerge } from './merge-into.ts'
import { type SplitBefore, splitBeforeSchema } from './ruling-before.ts'
import { settleNarrative, shiftItems } from './shift-items.ts'
import { tallyItems } from './tally.ts'
import { tellPlaces } from './tell-engines.ts'

/** The narratives a split or move left and led to, as they live on now. */
export type SplitEnds = { home: Row<'narrative'>; away: Row<'narrative'>; isAwayAlive: boolean }

/**
 * Takes a split or move back. What had become a narrative of its own by it becomes part of the first again, with all that
 * came to it since; from a narrative there was before, the moved items return, and those that came to them since. The two
 * are free to merge again, unless another ruling keeps them apart.
 */
export async function undoSplit(
  w: Write,
  shards: readonly string[],
  ruling: Row<'narrativeRuling'>,
  { home, away, isAwayAlive }: SplitEnds,
): Promise<Row<'narrative'>> {
  const before = splitBeforeSchema.parse(ruling.before)
  await endApartOf(w, ruling.id)
  if (before.isFresh && ruling.intoId !== null) await dropCarried(w, ruling.intoId)
  const itemIds =
    before.isFresh && isAwayAlive
      ? (await carryMerge(w, { from: away.id, into: home.id })).moved
      : await sendBack(w, ruling, home, away)
  if (before.suggested.length > 0)
    await w.tx
      .updateTable('itemAssignment')
      .set({ status: 'suggested' })
      .where('itemId', 'in', before.suggested)
      .execute()
  const settled = await settleNarrative(w, home.id, home.id === ruling.narrativeId ? restored(home, before.source) : {})
  const other =
    home.id === away.id || (before.isFresh && isAwayAlive)
      ? []
      : [await settleNarrative(w, away.id, before.into ? restored(away, before.into) : {})]
  await tellPlaces(w, shards, ruling.id, { itemIds, into: home.id, narratives: [settled, ...other] })
  return settled
}

async function sendBack(w: Write, ruling: Row<'narrativeRuling'>, home: Row<'narrative'>, away: Row<'narrative'>) {
  if (home.id === away.id) return []
  const { here } = await findStandingOf(w.tx, away.id, ruling.moved)
  const itemIds = [...here, ...(await findFollowers(w.tx, away.id, here, ruling.ruledAt))]
  if (itemIds.length > 0) await requireNotHeld(w, away.id)
  await shiftItems(w, away.id, home.id, itemIds, await tallyItems(w.tx, itemIds))
  return itemIds
}

/** The title a machine chose before, unless a person has named it since. */
function restored(now: Row<'narrative'>, was: SplitBefore['source']): Partial<NewRow<'narrative'>> {
  const keyTerms = JSON.stringify(was.keyTerms)
  return now.titleSource === 'machine' ? { title: was.title, keyTerms } : { keyTerms }
}
