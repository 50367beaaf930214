import { getMigrations } from 'better-auth/db/migration'

import { grantAuthSchema, openAuthPool, type PoolSettings } from '@hub/db/user/auth-pool.ts'

import { authOptions } from './auth-options.ts'

/**
 * Brings the sign-in service's tables (schema `auth`) to what its present version needs, as the owner, and lets the
 * application role use them. Runs after `migrateDatabase`; running it again changes nothing.
 */
export async function migrateAuth(owner: PoolSettings, appRole: string): Promise<void> {
  const pool = openAuthPool(owner, 2)
  try {
    // Neither the secret nor the address decides anything about the tables.
    const settings = {
      secret: 'only-for-migration-never-signs-anything',
      publicUrl: 'http://localhost',
      trustedOrigins: [],
    }
    const { runMigrations } = await getMigrations({ ...authOptions(pool, settings), logger: { level: 'error' } })
    await runMigrations()
    await grantAuthSchema(pool, appRole)
  } finally {
    await pool.end()
  }
}
