import { randomBytes } from 'node:crypto'
import { connect as connectSocket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect, type Db } from '@hub/db/connect.ts'
import type pg from 'pg'
import { inject } from 'vitest'
import { run, type TestServer } from './test-server.ts'

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
    await run({ ...server.owner, database: 'postgres' }, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
  }
  return { db: app.db, ownerDb: owner.db, appConfig, ownerConfig, close }
}

async function askForServer(): Promise<TestServer> {
  const answer: TestServer | { fault: string } = JSON.parse(await text(connectSocket(inject('databaseSocket'))))
  if ('fault' in answer) throw new Error(`The test database did not start: ${answer.fault}`)
  return answer
}
