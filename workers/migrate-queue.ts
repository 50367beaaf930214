import { runMigrations } from 'bullmq'
import type pg from 'pg'

import { migrateQueueSchema } from '@hub/db/migrate-queue-schema.ts'

export const QUEUE_SCHEMA = 'bullmq'

/**
 * Brings the queue's own schema to what its present version needs, as the owner, and lets the application role use it. Runs
 * in the migrate step only; safe beside another process. Not needed when the queue stands on Redis.
 */
export async function migrateQueue(owner: pg.PoolConfig, appRole: string): Promise<void> {
  await migrateQueueSchema(owner, appRole, (client) => runMigrations(client, QUEUE_SCHEMA))
}
