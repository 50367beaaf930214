import pg from 'pg'
import type { Passwords } from './create-cluster.ts'

export const EMBEDDED_DATABASE = 'hub'
const EXTENSIONS = ['pg_trgm', 'unaccent', 'btree_gin'] as const

/**
 * Makes the roles, the database and its extensions where they are missing, and returns the server's version.
 * Every step may be repeated, so an interrupted first start is completed by the next.
 */
export async function ensureRoles(admin: pg.ClientConfig, passwords: Passwords): Promise<string> {
  const version = await withClient({ ...admin, database: 'postgres' }, async (client) => {
    await ensureRole(client, 'hub_owner', 'LOGIN CREATEDB', passwords.hub_owner)
    await ensureRole(client, 'hub_app', 'LOGIN', passwords.hub_app)
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [EMBEDDED_DATABASE])
    if (rowCount === 0) {
      await withClient({ ...admin, database: 'template1' }, ensureExtensions)
      await client.query(`CREATE DATABASE ${EMBEDDED_DATABASE} OWNER hub_owner`)
      await client.query(`REVOKE CONNECT ON DATABASE ${EMBEDDED_DATABASE} FROM PUBLIC`)
      await client.query(`GRANT CONNECT ON DATABASE ${EMBEDDED_DATABASE} TO hub_app`)
    }
    const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`)
    return rows[0]?.version ?? 'unknown'
  })
  await withClient({ ...admin, database: EMBEDDED_DATABASE }, ensureExtensions)
  return version
}

async function ensureRole(client: pg.Client, role: string, rights: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
  if (rowCount === 0) await client.query(`CREATE ROLE ${role} ${rights} PASSWORD ${client.escapeLiteral(password)}`)
}

async function ensureExtensions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ extname: string }>('SELECT extname FROM pg_extension')
  const present = new Set(rows.map((row) => row.extname))
  for (const extension of EXTENSIONS) if (!present.has(extension)) await client.query(`CREATE EXTENSION ${extension}`)
}

async function withClient<T>(config: pg.ClientConfig, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}
