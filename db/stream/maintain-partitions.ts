import { sql } from 'kysely'

import type { Db } from '../connect.ts'
import { dropIdleTurns } from './site-turn.ts'

export type Maintenance = { partitions: number; outboxRows: number; pageOrders: number }

const KEEP_OUTBOX_DAYS = 7
/** An order's result is read at once; whoever needs a page later reads it anew. */
const KEEP_PAGE_ORDERS_DAYS = 1

/**
 * Makes the coming months' partitions and drops what only operations needed: handed-over outbox rows, what pages
 * brought that nobody waits for any more.
 */
export async function maintainPartitions(db: Db, now: Date): Promise<Maintenance> {
  const made = await sql<{ partitions: number }>`
    select ensure_partitions(${now}::timestamptz - interval '1 month', ${now}::timestamptz + interval '3 months') as partitions`.execute(
    db,
  )
  const outbox = await db
    .deleteFrom('outbox')
    .where('publishedAt', '<', daysBefore(now, KEEP_OUTBOX_DAYS))
    .executeTakeFirst()
  await dropIdleTurns(db, now)
  const orders = await db
    .deleteFrom('pageOrder')
    .where('requestedAt', '<', daysBefore(now, KEEP_PAGE_ORDERS_DAYS))
    .executeTakeFirst()
  return {
    partitions: made.rows[0]?.partitions ?? 0,
    outboxRows: Number(outbox.numDeletedRows),
    pageOrders: Number(orders.numDeletedRows),
  }
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000)
}
