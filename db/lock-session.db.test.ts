import { connect, createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { sql } from 'kysely'
import type pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { type LockSession, openLockSession } from './lock-session.ts'

const RHYTHM = { silentMs: 400, everyMs: 100 }
const waiting = { timeout: 30_000, interval: 50 }

let database: TestDatabase
let wire: CutWire
const sessions: LockSession[] = []

beforeEach(async () => {
  database = await createTestDatabase()
  wire = await openWire(database.appConfig)
})
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close()
  wire.close()
  await database.close()
})

async function open(config: pg.PoolConfig, onLost?: (error: Error) => void): Promise<LockSession> {
  const session = await openLockSession(config, onLost, RHYTHM)
  sessions.push(session)
  return session
}

/** How long the younger of the sessions has been there. */
async function sessionAgeMs(): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from clock_timestamp() - max(backend_start)) * 1000)::int as ms
    from pg_stat_activity where application_name = 'hub locks' and datname = current_database()`.execute(database.db)
  return rows[0]?.ms ?? 0
}

type CutWire = { config: pg.PoolConfig; cut(): void; close(): void }

/** A way to the server that can go dead without a word: what is sent is taken and goes nowhere. */
async function openWire(config: pg.PoolConfig): Promise<CutWire> {
  const sockets: Socket[] = []
  const server: Server = createServer((near) => {
    const { host = 'localhost', port = 5432 } = config
    const far = connect(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port })
    sockets.push(near, far)
    for (const socket of [near, far]) socket.on('error', () => undefined)
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  // A server that listens on a port has one.
  const { port } = server.address() as AddressInfo
  return {
    config: { ...config, host: '127.0.0.1', port },
    cut: () => {
      for (const socket of sockets) socket.unpipe().resume()
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe('a lock session', () => {
  test('keeps its locks for as long as it speaks, though nobody asks it anything', async () => {
    const session = await open(wire.config)
    const other = await open(database.appConfig)
    expect(await session.tryLock('hub:test')).toBe(true)
    await expect.poll(sessionAgeMs, waiting).toBeGreaterThan(RHYTHM.silentMs * 4)
    expect(await other.tryLock('hub:test')).toBe(false)
    expect(session.isAlive()).toBe(true)
  })

  test('whose connection goes dead without a word loses its locks to others, and learns of it', async () => {
    const lost: string[] = []
    const session = await open(wire.config, (error) => lost.push(error.message))
    const other = await open(database.appConfig)
    expect(await session.tryLock('hub:test')).toBe(true)
    wire.cut()
    await expect.poll(() => other.tryLock('hub:test'), waiting).toBe(true)
    await expect
      .poll(() => lost, waiting)
      .toEqual(['The database gives no answer on the connection that holds the locks.'])
    expect(session.isAlive()).toBe(false)
    expect(await session.tryLock('hub:test')).toBe(false)
  })
})
