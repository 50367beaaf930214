import { migrateAuth } from '@hub/api/migrate-auth.ts'
import type { Env } from '@hub/config/env.ts'
import { migrateDatabase } from '@hub/db/migrate.ts'
import { whileLocked } from '@hub/db/while-locked.ts'
import { migrateQueue } from '@hub/workers/migrate-queue.ts'

import type { OpenDatabase } from './open-database.ts'
import { loadStarter } from './load-starter.ts'

/** Brings every schema of the hub's database to the present one: ours, the sign-in service's and the queue's. */
export async function migrateHub(env: Env, database: OpenDatabase): Promise<void> {
  await migrateDatabase({ owner: database.owner, appRole: database.appRole })
  await migrateAuth(database.owner, database.appRole)
  if (env.redisUrl === undefined) await migrateQueue(database.owner, database.appRole)
}

/**
 * Migrates and loads the starter content; changes nothing that people have edited. Processes that start together on one
 * database take turns.
 */
export async function prepareDatabase(env: Env, database: OpenDatabase): Promise<void> {
  await whileLocked(database.owner, 'hub:prepare', async () => {
    await migrateHub(env, database)
    await loadStarter(database)
  })
}
