import type { ItemId, PageOrderId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import { write, type WriteBy } from '../write.ts'
import { placePageOrder } from './place-page-order.ts'

/** Orders the full text of an item's page; the worker stores it as a revision of the item. Returns the order's id. */
export async function orderFullText(db: Db | Tx, by: WriteBy, itemId: ItemId): Promise<PageOrderId> {
  return write(db, by, async (w) => {
    await w.require('item.add')
    const item = await w.tx
      .selectFrom('item')
      .select('url')
      .where('id', '=', itemId)
      .where('world', '=', by.actor.world)
      .executeTakeFirst()
    if (!item) throw new NotFound('item')
    if (item.url === null)
      throw new Conflict('item_without_page', 'This item has no address, so there is no page to read.')
    const id = await placePageOrder(w.tx, by, { kind: 'read_page', url: item.url, itemId })
    // The order leaves the audit entry, or none when it was placed a moment ago.
    w.unchanged()
    return id
  })
}
