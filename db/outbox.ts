import type { JobName } from '@hub/core/jobs.ts'

import type { Reader, Tx } from './connect.ts'
import type { Row } from './schema.ts'

/**
 * Work that must follow from a change. The row commits with the change; a relay hands it to the queue at least once,
 * in order per aggregate. The idempotency key makes a second insert of the same event a no-op.
 */
export type OutboxEvent = {
  topic: JobName
  aggregate: string
  aggregateId: string
  aggregateVersion: number
  idempotencyKey: string
  payload?: Record<string, unknown>
}

/** Writes an outbox row inside the caller's transaction. */
export async function insertOutboxRow(tx: Tx, now: Date, event: OutboxEvent): Promise<void> {
  await tx
    .insertInto('outbox')
    .values({ ...event, payload: JSON.stringify(event.payload ?? {}), createdAt: now })
    .onConflict((conflict) => conflict.column('idempotencyKey').doNothing())
    .execute()
}

/** The oldest rows not yet handed to the queue, locked so that two relays never take the same ones. */
export async function lockUnpublished(tx: Tx, limit: number): Promise<Row<'outbox'>[]> {
  return tx
    .selectFrom('outbox')
    .selectAll()
    .where('publishedAt', 'is', null)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Marks rows as handed to the queue. */
export async function markPublished(tx: Tx, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await tx.updateTable('outbox').set({ publishedAt: now }).where('id', 'in', ids).execute()
}

/** How many rows wait for the relay: a number for health and `doctor`. */
export async function countUnpublished(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('publishedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.waiting)
}
