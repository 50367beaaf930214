import { randomBytes } from 'node:crypto'
import { connect as connectSocket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect, type Db } from '@hub/db/connect.ts'
import type pg from 'pg'
import { inject } from 'vitest'
import { run, type TestServer } from './test-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Socket that answers each connection with the test server's details. */
    databaseSocket: string
  }
}

/** A migrated, empty database of one test file's own. */
export interface TestDatabase {
  /** As the hub runs: role `hub_app`. */
  db: Db
  /** As migrations and purges run: role `hub_owner`. */
  ownerDb: Db
  appConfig: pg.PoolConfig
  ownerConfig: pg.PoolConfig
  /** Closes the connections and drops the database. */
  close(): Promise<void>
}

/** Copies the migrated template (some 50 ms). Call in `beforeAll`, and `close` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await askForServer()
  const database = `${server.template}_${randomBytes(5).toString('hex')}`
  await run({ ...server.owner, database: 'postgres' }, `CREATE DATABASE ${database} TEMPLATE ${server.template}`)
  const appConfig = { ...server.app, database }
  const ownerConfig = { ...server.owner, database }
  const app = connect({ ...appConfig, max: 5 })
  const owner = connect({ ...ownerConfig, max: 2 })
  const close = async () => {
    await Promise.all([app.close(), owner.close()])
    await dropDatabase({ ...server.owner, database: 'postgres' }, database)
  }
  return { db: app.db, ownerDb: owner.db, appConfig, ownerConfig, close }
}

/** A database that holds nothing yet, as an operator makes one for the hub, and its address for each role. */
export async function createEmptyDatabase(): Promise<{ ownerUrl: string; appUrl: string; close(): Promise<void> }> {
  const server = await askForServer()
  const database = `${server.template}_${randomBytes(5).toString('hex')}`
  const admin = { ...server.owner, database: 'postgres' }
  await run(admin, `CREATE DATABASE ${database}`)
  return {
    ownerUrl: addressOf({ ...server.owner, database }),
    appUrl: addressOf({ ...server.app, database }),
    close: () => dropDatabase(admin, database),
  }
}

/** The address a program of its own reaches the database by, as in DATABASE_URL. */
export function addressOf({
  host = 'localhost',
  port = 5432,
  user = '',
  password,
  database = '',
}: pg.PoolConfig): string {
  const address = new URL(`postgres://localhost:${port}/${database}`)
  address.username = encodeURIComponent(user)
  address.password = typeof password === 'string' ? encodeURIComponent(password) : ''
  // A socket's folder is no host name, but may be given beside it.
  if (host.startsWith('/')) address.searchParams.set('host', host)
  else address.hostname = host
  return address.href
}

const DROP_ATTEMPTS = 100

/** A closed connection's process on the server ends a moment later, and its owner may not be ours to end. */
async function dropDatabase(owner: pg.PoolConfig, database: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await run(owner, `DROP DATABASE IF EXISTS ${database}`)
      return
    } catch (error) {
      const isInUse = error instanceof Error && 'code' in error && error.code === '55006'
      if (!isInUse || attempt === DROP_ATTEMPTS) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

async function askForServer(): Promise<TestServer> {
  const answer: TestServer | { fault: string } = JSON.parse(await text(connectSocket(inject('databaseSocket'))))
  if ('fault' in answer) throw new Error(`The test database did not start: ${answer.fault}`)
  return answer
}
