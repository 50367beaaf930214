import { itemIdSchema, type NarrativeId, narrativeIdSchema } from '@hub/core/ids.ts'
import type { SplitEvent } from '@hub/core/narrative/engine-types.ts'

import { carryAnswers } from '../claim-match/carry-answers.ts'
import { listLeaving } from '../narrative/list-leaving.ts'
import { retitleAfter, termsOfItems, titleOfItems } from '../narrative/name-split.ts'
import { enterRuling } from '../narrative/record-ruling.ts'
import type { SplitBefore } from '../narrative/ruling-before.ts'
import { settleNarrative, shiftItems } from '../narrative/shift-items.ts'
import { tallyItems } from '../narrative/tally.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/**
 * Carries out the engine's splits in order, once the batch's items are counted and its merges done: the listed items move
 * with what was counted of them, both narratives are named by what they hold now, and the split is entered in the record,
 * from which a person can take it back. People's answers about fact-checks go along as questions. Both ends are looked up
 * as they live on; where they are one by now nothing moves.
 */
export async function applySplits(
  w: Write,
  splits: readonly SplitEvent[],
  keyTerms: ReadonlyMap<string, string>,
): Promise<void> {
  for (const split of splits) {
    const source = await findCurrent(w, split.from)
    const target = await findCurrent(w, split.into)
    if (source.id !== target.id) await carrySplit(w, split, source, target, keyTerms)
  }
}

async function carrySplit(
  w: Write,
  split: SplitEvent,
  source: Row<'narrative'>,
  target: Row<'narrative'>,
  keyTerms: ReadonlyMap<string, string>,
): Promise<void> {
  const leaving = await listLeaving(
    w.tx,
    source.id,
    split.itemIds.map((id) => itemIdSchema.parse(id)),
  )
  const moved = leaving.map(({ itemId }) => itemId)
  if (moved.length === 0) return endEmpty(w, source, target)
  await shiftItems(w, source.id, target.id, moved, await tallyItems(w.tx, moved))
  await settleNarrative(w, source.id, await retitleAfter(w, source, leaving))
  await settleNarrative(w, target.id, {
    ...(target.titleSource === 'person' ? {} : { title: titleOfItems(leaving), namedItems: leaving.length }),
    keyTerms: keyTerms.get(target.id) ?? JSON.stringify(termsOfItems(leaving)),
  })
  if (target.id === split.into) await carryAnswers(w, { from: source.id, into: target.id, itemIds: moved })
  const { title, titleSource } = source
  const before: SplitBefore = {
    isFresh: true,
    source: { title, titleSource, keyTerms: source.keyTerms },
    into: null,
    suggested: [],
  }
  await enterRuling(w, {
    kind: 'split',
    narrativeId: source.id,
    intoId: target.id,
    moved,
    details: split.reason,
    before,
  })
}

/** Nothing of it is left to move: what the engine calls by the new id is filed where its items were. */
async function endEmpty(w: Write, source: Row<'narrative'>, target: Row<'narrative'>): Promise<void> {
  if (target.itemCount > 0) return
  await w.tx
    .updateTable('narrative')
    .set({ state: 'merged', mergedInto: source.id })
    .where('id', '=', target.id)
    .execute()
}

async function findCurrent(w: Write, id: string): Promise<Row<'narrative'>> {
  const narrative = await readNarrative(w, narrativeIdSchema.parse(id))
  return narrative.mergedInto === null ? narrative : readNarrative(w, narrative.mergedInto)
}

function readNarrative(w: Write, id: NarrativeId): Promise<Row<'narrative'>> {
  return w.tx.selectFrom('narrative').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}
