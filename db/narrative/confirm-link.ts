import type { ItemId, NarrativeId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { lockForRuling } from './lock-for-ruling.ts'
import { enterRuling } from './record-ruling.ts'
import { undoRuling } from './undo-ruling.ts'

/** A person confirms that an item belongs where the engine put it, or takes that back. Returns where it stands. */
export async function confirmLink(
  db: Db | Tx,
  by: WriteBy,
  itemId: ItemId,
  isConfirmed: boolean,
): Promise<{ narrativeId: NarrativeId }> {
  return write(db, by, async (w) => {
    const { narrativeId } = await findLink(w, itemId)
    const narrative = await lockForRuling(w, narrativeId)
    const link = await findLink(w, itemId)
    if (link.narrativeId !== narrativeId) {
      throw new Conflict('narrative_busy', 'This item was just moved elsewhere. Look again, then repeat it.')
    }
    if ((link.status === 'confirmed') === isConfirmed) {
      w.unchanged()
      return { narrativeId }
    }
    if (!isConfirmed) {
      await undoRuling(w.tx, by, await findConfirmation(w, itemId))
      w.unchanged()
      return { narrativeId }
    }
    await w.tx.updateTable('itemAssignment').set({ status: 'confirmed' }).where('itemId', '=', itemId).execute()
    const rulingId = await enterRuling(w, { kind: 'confirm_link', narrativeId, moved: [itemId] })
    await w.live({ noun: 'narrative', id: narrativeId, version: narrative.rowVersion })
    const details = { itemId, rulingId }
    await w.audit({
      action: 'link confirmed',
      noun: 'narrative',
      objectId: narrativeId,
      tlp: narrative.tlp,
      details,
    })
    return { narrativeId }
  })
}

async function findLink(w: Write, itemId: ItemId) {
  const link = await w.tx
    .selectFrom('itemAssignment')
    .select(['narrativeId', 'status'])
    .where('itemId', '=', itemId)
    .where('world', '=', w.by.actor.world)
    .executeTakeFirst()
  if (!link) throw new NotFound('item')
  return link
}

async function findConfirmation(w: Write, itemId: ItemId) {
  const ruling = await w.tx
    .selectFrom('narrativeRuling')
    .select('id')
    .where('kind', '=', 'confirm_link')
    .where((eb) => eb(eb.val(itemId), '=', eb.fn.any('moved')))
    .where('undoneAt', 'is', null)
    .orderBy('ruledAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!ruling) {
    throw new Conflict(
      'link_confirmed_by_move',
      'A person moved this item here, which confirmed it. Undo that move instead, or move the item.',
    )
  }
  return ruling.id
}
