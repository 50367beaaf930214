import { sql } from 'kysely'

import type { JobName } from '@hub/core/jobs.ts'

import type { Tx } from './connect.ts'
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

/** Writes an outbox row inside the caller's transaction; its commit wakes the relay. */
export async function insertOutboxRow(tx: Tx, now: Date, event: OutboxEvent): Promise<void> {
  await tx
    .insertInto('outbox')
    .values({ ...event, payload: JSON.stringify(event.payload ?? {}), createdAt: now })
    .onConflict((conflict) => conflict.column('idempotencyKey').doNothing())
    .execute()
  await sql`select pg_notify('hub_outbox', '')`.execute(tx)
}

/**
 * The oldest rows not yet handed to the queue. One relay at a time gets any, since two would overtake each other within an
 * aggregate; the others get none.
 */
export async function lockUnpublished(tx: Tx, limit: number): Promise<Row<'outbox'>[]> {
  const { rows } = await sql<{
    isMine: boolean
  }>`select pg_try_advisory_xact_lock(hashtextextended('hub:outbox', 0)) as is_mine`.execute(tx)
  if (rows[0]?.isMine !== true) return []
  return tx
    .selectFrom('outbox')
    .selectAll()
    .where('publishedAt', 'is', null)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
}

/** Marks rows as handed to the queue. */
export async function markPublished(tx: Tx, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await tx.updateTable('outbox').set({ publishedAt: now }).where('id', 'in', ids).execute()
}
