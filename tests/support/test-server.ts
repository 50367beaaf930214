import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@hub/db/embedded/start-embedded.ts'
import { migrateDatabase } from '@hub/db/migrate.ts'
import pg from 'pg'

/** What a test file needs to make databases of its own. Sent between processes as JSON. */
export interface TestServer {
  owner: pg.PoolConfig
  app: pg.PoolConfig
  /** A migrated database to copy; owned by `owner`. */
  template: string
}

export interface RunningTestServer extends TestServer {
  stop(): Promise<void>
}

const EXTENSIONS = ['pg_trgm', 'unaccent', 'btree_gin']

/** Prepares the PostgreSQL tests run on: the given one, else an embedded one in a temporary folder. */
export async function startTestServer(databaseUrl: string | undefined): Promise<RunningTestServer> {
  const server = databaseUrl === undefined ? await startTemporary() : await borrowServer(databaseUrl)
  const template = `hub_test_${randomBytes(5).toString('hex')}_template`
  try {
    await run(server.owner, `CREATE DATABASE ${template}`)
    for (const extension of EXTENSIONS) {
      await run({ ...server.admin, database: template }, `CREATE EXTENSION IF NOT EXISTS ${extension}`)
    }
    await migrateDatabase({ owner: { ...server.owner, database: template }, appRole: server.app.user ?? '' })
  } catch (error) {
    await server.stop()
    throw error
  }
  const { owner, app } = server
  return { owner, app, template, stop: () => server.stop(template) }
}

interface Server {
  admin: pg.PoolConfig
  owner: pg.PoolConfig
  app: pg.PoolConfig
  stop(template?: string): Promise<void>
}

async function startTemporary(): Promise<Server> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hub-test-'))
  const server = await startEmbedded({ dataDir })
  const stop = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { admin: server.superuser, owner: server.owner, app: server.app, stop }
}

/** A server of the tester's: with roles of our own where the given role may make them, else one role for both. */
async function borrowServer(databaseUrl: string): Promise<Server> {
  const admin = parseUrl(databaseUrl)
  const stamp = randomBytes(5).toString('hex')
  const { rows } = await run(
    admin,
    'SELECT rolcreaterole OR rolsuper AS "mayMakeRoles" FROM pg_roles WHERE rolname = current_user',
  )
  if (rows[0]?.mayMakeRoles !== true) {
    return { admin, owner: admin, app: admin, stop: (template) => dropAll(admin, template, []) }
  }
  const owner = { ...admin, user: `hub_test_${stamp}_owner`, password: randomBytes(16).toString('hex') }
  const app = { ...admin, user: `hub_test_${stamp}_app`, password: randomBytes(16).toString('hex') }
  await run(admin, `CREATE ROLE ${owner.user} LOGIN CREATEDB PASSWORD '${owner.password}'`)
  await run(admin, `CREATE ROLE ${app.user} LOGIN PASSWORD '${app.password}'`)
  return { admin, owner, app, stop: (template) => dropAll(admin, template, [owner.user, app.user]) }
}

async function dropAll(admin: pg.PoolConfig, template: string | undefined, roles: string[]): Promise<void> {
  if (template !== undefined) {
    // Copies that an interrupted test file left behind are named after the template.
    const { rows } = await run(admin, 'SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [template])
    for (const { datname } of rows) await run(admin, `DROP DATABASE IF EXISTS ${String(datname)} WITH (FORCE)`)
  }
  for (const role of roles) await run(admin, `DROP ROLE IF EXISTS ${role}`)
}

function parseUrl(databaseUrl: string): pg.PoolConfig {
  const url = new URL(databaseUrl)
  return {
    host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname),
    port: Number(url.port || '5432'),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
  }
}

/** One statement on a connection of its own. */
export async function run(
  config: pg.PoolConfig,
  statement: string,
  values: unknown[] = [],
): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    return await client.query(statement, values)
  } finally {
    await client.end()
  }
}
