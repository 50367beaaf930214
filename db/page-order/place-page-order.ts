import { sql } from 'kysely'

import { actorReference } from '@hub/core/access/actor.ts'
import type { Permission } from '@hub/core/access/permissions.ts'
import { type ItemId, type PageOrderId, pageOrderIdSchema } from '@hub/core/ids.ts'
import type { PageOrderKind } from '@hub/core/source/page-order.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { newId } from '../new-id.ts'
import { write, type Write, type WriteBy } from '../write.ts'

export type PageOrderInput = {
  kind: PageOrderKind
  /** As typed: `addressesToTry` reads it. */
  url: string
  /** Stores what is read as the item's full text. */
  itemId?: ItemId
  /** Where another act than the usual one needs the page. */
  permission?: Permission
}

const PERMISSIONS: Record<PageOrderKind, Permission> = { discover_feeds: 'source.propose', read_page: 'item.add' }
const SAME_ORDER_MS = 60_000
const MAX_WAITING = 50

/**
 * Orders a page of the web outside, which a worker reads within seconds. The same person's same order within a minute is the
 * same order. Refuses with a Conflict when somebody has too many waiting. Returns the order's id.
 */
export async function placePageOrder(db: Db | Tx, by: WriteBy, input: PageOrderInput): Promise<PageOrderId> {
  return write(db, by, async (w) => {
    await w.require(input.permission ?? PERMISSIONS[input.kind])
    const requestedBy = actorReference(by.actor)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`hub:page-order:${requestedBy}`}, 0))`.execute(w.tx)
    const same = await findSameOrder(w, requestedBy, input)
    if (same !== undefined) {
      w.unchanged()
      return same
    }
    await refuseTooMany(w, requestedBy)
    const id = newId(pageOrderIdSchema)
    const { kind, url, itemId = null } = input
    await w.tx
      .insertInto('pageOrder')
      .values({ id, kind, url, itemId, requestedBy, requestedAt: by.now, world: by.actor.world, createdAt: by.now })
      .execute()
    await w.publish({
      topic: 'fetch-pages',
      aggregate: 'page_order',
      aggregateId: id,
      aggregateVersion: 1,
      idempotencyKey: `page-order:${id}`,
    })
    await w.audit({ action: 'place', noun: 'page_order', objectId: id, details: { kind, url, itemId } })
    await w.live({ noun: 'page_order', id, version: 1 })
    return id
  })
}

async function findSameOrder(w: Write, requestedBy: string, input: PageOrderInput): Promise<PageOrderId | undefined> {
  const found = await w.tx
    .selectFrom('pageOrder')
    .select('id')
    .where('requestedBy', '=', requestedBy)
    .where('requestedAt', '>', new Date(w.by.now.getTime() - SAME_ORDER_MS))
    .where('kind', '=', input.kind)
    .where('url', '=', input.url)
    .where('itemId', 'is not distinct from', input.itemId ?? null)
    .where('world', '=', w.by.actor.world)
    .where('state', '<>', 'failed')
    .orderBy('requestedAt', 'desc')
    .executeTakeFirst()
  return found?.id
}

async function refuseTooMany(w: Write, requestedBy: string): Promise<void> {
  const { waiting } = await w.tx
    .selectFrom('pageOrder')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('requestedBy', '=', requestedBy)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  if (waiting < MAX_WAITING) return
  throw new Conflict(
    'too_many_page_orders',
    `${waiting} pages that you asked for are still being read. Wait a little, then ask for this one again.`,
  )
}
