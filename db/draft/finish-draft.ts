import type { DraftId, ItemId, NarrativeId } from '@hub/core/ids.ts'
import type { JudgedDraft } from '@hub/core/model/judge-draft.ts'
import type { ModelProblem } from '@hub/core/model/model-problem.ts'

import type { Db, Tx } from '../connect.ts'
import type { NewRow } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'

/** How a draft ended: with what may be shown of it, or with the reason why there is nothing. `itemIds` were all sent. */
export type DraftEnd =
  | { ok: true; model: string; itemIds: readonly ItemId[]; draft: JudgedDraft<ItemId> }
  | { ok: false; problem: ModelProblem }

const ITEMS_GONE: ModelProblem = {
  code: 'nothing_to_send',
  message: 'Items that this was drafted from were deleted in the meantime. Ask for a new draft.',
}

/**
 * Ends a draft. Nothing but the draft changes, whatever the model wrote. Returns false, having written nothing, when the claim
 * passed to another worker in the meantime.
 */
export async function finishDraft(
  db: Db,
  by: WriteBy,
  claimed: { id: DraftId; narrativeId: NarrativeId; fence: number },
  end: DraftEnd,
): Promise<boolean> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const held = await w.tx
      .selectFrom('narrativeDraft')
      .select(['rowVersion', 'tlp'])
      .where('id', '=', claimed.id)
      .where('claimFence', '=', claimed.fence)
      .where('state', '=', 'waiting')
      .forUpdate()
      .executeTakeFirst()
    if (!held) {
      w.unchanged()
      return false
    }
    const settled = await settle(w.tx, end)
    const rowVersion = held.rowVersion + 1
    await w.tx
      .updateTable('narrativeDraft')
      .set({ ...settled, rowVersion, finishedAt: by.now, updatedAt: by.now, claimedUntil: null })
      .where('id', '=', claimed.id)
      .execute()
    const { state, model = null, dropped = 0 } = settled
    const details = { narrativeId: claimed.narrativeId, model, dropped, problem: end.ok ? null : end.problem.code }
    await w.audit({ action: state, noun: 'narrative_draft', objectId: claimed.id, tlp: held.tlp, details })
    await w.live({ noun: 'narrative_draft', id: claimed.narrativeId, version: rowVersion })
    return true
  })
}

type Settled = Partial<NewRow<'narrativeDraft'>> & { state: 'ready' | 'failed' }

async function settle(tx: Tx, end: DraftEnd): Promise<Settled> {
  if (!end.ok) return { state: 'failed', problem: JSON.stringify(end.problem) }
  const { model, itemIds, draft } = end
  // Held until this stands: a purge that comes for an item then finds the draft too.
  const kept = await tx.selectFrom('item').select('id').where('id', 'in', itemIds).forKeyShare().execute()
  if (kept.length < itemIds.length) return { state: 'failed', problem: JSON.stringify(ITEMS_GONE) }
  const { title, isTitleDropped, sentences, dropped } = draft
  return {
    state: 'ready',
    model,
    itemIds: [...itemIds],
    title,
    isTitleDropped,
    sentences: JSON.stringify(sentences),
    dropped,
  }
}
