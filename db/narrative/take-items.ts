import { type ItemId, type NarrativeId, narrativeIdSchema, type RulingId } from '@hub/core/ids.ts'
import { judgeMove, judgeSplit } from '@hub/core/narrative/judge-ruling.ts'

import { carryAnswers } from '../claim-match/carry-answers.ts'
import { newId } from '../new-id.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'
import { blendKeyTerms } from './blend-key-terms.ts'
import { requireNotHeld } from './hold-together.ts'
import { keepApart } from './keep-apart.ts'
import { countStanding, type LeavingItem, listLeaving } from './list-leaving.ts'
import { retitleAfter, termsOfItems, titleOfItems } from './name-split.ts'
import { enterRuling } from './record-ruling.ts'
import type { SplitBefore } from './ruling-before.ts'
import { settleNarrative, shiftItems } from './shift-items.ts'
import { tallyItems } from './tally.ts'
import { tellPlaces } from './tell-engines.ts'

/** Items to be taken from a locked narrative to another locked one, or to a new one with or without a title. */
export type Taking = {
  kind: 'split' | 'move'
  source: Row<'narrative'>
  into: Row<'narrative'> | { title: string | undefined }
  itemIds: readonly ItemId[]
  reason: string | null
}

/**
 * Takes items, each with its copies, from one narrative to another, as a ruling: the counts of both follow, what a person
 * named is confirmed there, the engines learn of it and keep the two apart. A new narrative takes people's answers about
 * fact-checks along as questions.
 */
export async function takeItems(
  w: Write,
  shards: readonly string[],
  taking: Taking,
): Promise<{ rulingId: RulingId; intoId: NarrativeId }> {
  const { source, into, kind, reason } = taking
  const target = 'id' in into ? into : null
  const leaving = await listLeaving(w.tx, source.id, taking.itemIds)
  obeyVerdict(judgeSplit(source, target, leaving.length, await countStanding(w.tx, source.id)), source)
  if (target) obeyVerdict(judgeMove(source, target), target)
  await requireNotHeld(w, source.id)
  const intoId = target?.id ?? (await foundNarrative(w, source, leaving, 'id' in into ? undefined : into.title))
  const moved = leaving.map(({ itemId }) => itemId)
  const tally = await tallyItems(w.tx, moved)
  await shiftItems(w, source.id, intoId, moved, tally)
  const named = new Set(taking.itemIds)
  const suggested = leaving.filter(({ itemId, status }) => named.has(itemId) && status === 'suggested')
  await confirmLinks(
    w,
    suggested.map(({ itemId }) => itemId),
  )
  const settled = [
    await settleNarrative(w, source.id, await retitleAfter(w, source, leaving)),
    await settleNarrative(w, intoId, {
      keyTerms: JSON.stringify(
        blendKeyTerms(target ?? { keyTerms: [], itemCount: 0 }, {
          keyTerms: termsOfItems(leaving),
          itemCount: moved.length,
        }),
      ),
    }),
  ]
  const before: SplitBefore = {
    isFresh: target === null,
    source: titled(source),
    into: target ? titled(target) : null,
    suggested: suggested.map(({ itemId }) => itemId),
  }
  const rulingId = await enterRuling(w, { kind, narrativeId: source.id, intoId, moved, reason, before })
  const answers = target ? 0 : await carryAnswers(w, { from: source.id, into: intoId, itemIds: moved })
  await keepApart(w, rulingId, source.id, intoId)
  await tellPlaces(w, shards, rulingId, { itemIds: moved, into: intoId, narratives: settled })
  const action = kind === 'split' ? 'split' : 'items moved'
  const details = { into: intoId, items: moved.length, reason, rulingId, answers }
  await w.audit({ action, noun: 'narrative', objectId: source.id, tlp: source.tlp, details })
  return { rulingId, intoId }
}

/** A person's own choice of narrative for items is a confirmed link. */
async function confirmLinks(w: Write, itemIds: readonly ItemId[]): Promise<void> {
  if (itemIds.length === 0) return
  await w.tx.updateTable('itemAssignment').set({ status: 'confirmed' }).where('itemId', 'in', itemIds).execute()
}

/** A new narrative for leaving items, emerging like any other: nobody has judged it yet. */
async function foundNarrative(
  w: Write,
  source: Row<'narrative'>,
  leaving: readonly LeavingItem[],
  title: string | undefined,
): Promise<NarrativeId> {
  const id = newId(narrativeIdSchema)
  const times = leaving.map(({ eventAtMs }) => eventAtMs)
  const { shard, world, tlp, owningUnitId } = source
  await w.tx
    .insertInto('narrative')
    .values({
      id,
      shard,
      world,
      tlp,
      owningUnitId,
      title: title ?? titleOfItems(leaving),
      titleSource: title === undefined ? 'machine' : 'person',
      language: leaving[0]?.language ?? source.language,
      namedItems: leaving.length,
      firstItemAt: new Date(Math.min(...times)),
      lastItemAt: new Date(Math.max(...times)),
      createdAt: w.by.now,
      updatedAt: w.by.now,
    })
    .execute()
  return id
}

function titled({ title, titleSource, keyTerms }: Row<'narrative'>) {
  return { title, titleSource, keyTerms }
}
