import type { ItemId, TipId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { lockTipGroup, updateTips } from './lock-tip-group.ts'

/**
 * Takes the decision on a tip back, so that it waits again. An accepted one can be taken back only until the engine has
 * read its item: from then on the item is part of a narrative and of the record.
 */
export async function undoTip(db: Db | Tx, by: WriteBy, id: TipId): Promise<void> {
  await write(db, by, async (w) => {
    await w.require('tip.decide')
    const tips = await lockTipGroup(w, id)
    const [tip] = tips
    if (tip.state === 'waiting') return w.unchanged()
    if (tip.itemId !== null && !(await takeItemBack(w, tip.itemId)))
      throw new Conflict(
        'tip_in_narrative',
        'This tip is part of a narrative by now, so it cannot be taken back here. Dismiss the narrative if it should not stand.',
        tip,
      )
    await updateTips(w, tips, {
      state: 'waiting',
      declinedReason: null,
      decidedBy: null,
      decidedAt: null,
      profileId: null,
      itemId: null,
    })
    const details = { was: tip.state, reason: tip.declinedReason, tips: tips.length }
    await w.audit({ action: 'decision undone', noun: 'tip', objectId: tip.id, details })
  })
}

/** Removes an item that nobody has read yet and no other source has seen. False when it is too late. */
async function takeItemBack(w: Write, itemId: ItemId): Promise<boolean> {
  const pending = await w.tx
    .selectFrom('itemPending')
    .select('itemId')
    .where('itemId', '=', itemId)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  const sightings = await w.tx.selectFrom('itemSighting').select('sourceId').where('itemId', '=', itemId).execute()
  if (!pending || sightings.length > 1) return false
  await w.tx.deleteFrom('itemPending').where('itemId', '=', itemId).execute()
  await w.tx.deleteFrom('itemSighting').where('itemId', '=', itemId).execute()
  await w.tx.deleteFrom('itemRevision').where('itemId', '=', itemId).execute()
  await w.tx.deleteFrom('itemIdentity').where('itemId', '=', itemId).execute()
  await w.tx.deleteFrom('item').where('id', '=', itemId).execute()
  return true
}
