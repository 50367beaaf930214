import pg from 'pg'

import { types } from '../connect.ts'

export type PoolSettings = pg.PoolConfig
export type AuthPool = pg.Pool

/** Connections for the sign-in service, which keeps its tables in the schema `auth` of the hub's database. */
export function openAuthPool(config: PoolSettings, max = 4): AuthPool {
  return new pg.Pool({ types, ...config, max, options: '-c search_path=auth' })
}

/** Lets the application role use the sign-in service's tables. */
export async function grantAuthSchema(pool: AuthPool, appRole: string): Promise<void> {
  const role = pg.escapeIdentifier(appRole)
  await pool.query(`grant usage on schema auth to ${role}`)
  await pool.query(`grant select, insert, update, delete on all tables in schema auth to ${role}`)
}
