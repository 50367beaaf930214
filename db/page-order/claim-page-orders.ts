import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import type { ItemId, PageOrderId } from '@hub/core/ids.ts'
import type { PageOrderKind } from '@hub/core/source/page-order.ts'

import type { Db } from '../connect.ts'

/** An order that this worker alone may carry out until its claim runs out. Finishing it names `fence`. */
export type ClaimedPageOrder = {
  id: PageOrderId
  kind: PageOrderKind
  url: string
  itemId: ItemId | null
  fence: number
  /** How often it was begun, this time included. */
  attempts: number
}

/** Claims waiting orders, oldest first; what another worker holds is skipped. */
export async function claimPageOrders(
  db: Db,
  input: { world: World; now: Date; limit: number; claimForMs: number },
): Promise<ClaimedPageOrder[]> {
  const { world, now, limit } = input
  const until = new Date(now.getTime() + input.claimForMs)
  const { rows } = await sql<ClaimedPageOrder>`
    with chosen as (
      select id from page_order
      where world = ${world} and state = 'waiting' and (claimed_until is null or claimed_until <= ${now})
      order by requested_at, id limit ${limit} for update skip locked
    )
    update page_order o set claimed_until = ${until}, claim_fence = o.claim_fence + 1, attempts = o.attempts + 1
    from chosen where o.id = chosen.id
    returning o.id, o.kind, o.url, o.item_id, o.claim_fence as fence, o.attempts`.execute(db)
  return rows
}

/** Gives an order back to be begun again at once, as if this time had not been. Does nothing when it has passed on. */
export async function releasePageOrder(db: Db, order: Pick<ClaimedPageOrder, 'id' | 'fence'>): Promise<void> {
  await sql`
    update page_order set claimed_until = null, attempts = attempts - 1
    where id = ${order.id} and claim_fence = ${order.fence} and state = 'waiting'`.execute(db)
}

/** Gives back every claim of a world whose holders are known to be dead. Returns how many there were. */
export async function releaseAllPageOrders(db: Db, world: World, now: Date): Promise<number> {
  const released = await db
    .updateTable('pageOrder')
    .set({ claimedUntil: null })
    .where('world', '=', world)
    .where('state', '=', 'waiting')
    .where('claimedUntil', '>', now)
    .executeTakeFirst()
  return Number(released.numUpdatedRows)
}
