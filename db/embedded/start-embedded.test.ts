import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DataFolderInUse } from './embedded-fault.ts'
import { findRunningEmbedded } from './find-running-embedded.ts'
import { startEmbedded, type EmbeddedServer } from './start-embedded.ts'

const isRoot = process.getuid?.() === 0
let parent = ''

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'hub-start-'))
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

describe('a running embedded server', () => {
  let folder = ''
  let server: EmbeddedServer

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hub-running-'))
    server = await startEmbedded({ dataDir: folder })
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('folds letters of every script and has the extensions searches need', async () => {
    const rows = await ask(server.app, `SELECT lower('ÉŻЖ') AS folded, similarity('Привет', 'привет') AS near`)
    expect(rows).toEqual([{ folded: 'éżж', near: 1 }])
    const present = await ask(server.app, 'SELECT extname FROM pg_extension ORDER BY extname')
    expect(present.map((row) => row.extname)).toEqual(['btree_gin', 'pg_trgm', 'plpgsql', 'unaccent'])
  })

  test('writes through to the disk before it acknowledges', async () => {
    const settings = await ask(
      server.app,
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') ORDER BY name`,
    )
    expect(settings.map((row) => row.setting)).toEqual(['on', 'on', 'on'])
  })

  test('refuses a wrong password, and any role without one', async () => {
    await expect(ask({ ...server.app, password: 'wrong' }, 'SELECT 1')).rejects.toThrow(
      /password authentication failed/,
    )
    await expect(ask({ ...server.superuser, password: undefined }, 'SELECT 1')).rejects.toThrow(/password/)
  })

  test('gives the application role no more than entry', async () => {
    await expect(ask(server.app, 'CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/)
    await expect(ask(server.app, 'CREATE DATABASE mine')).rejects.toThrow(/permission denied/)
    await expect(ask(server.owner, 'CREATE ROLE other')).rejects.toThrow(/permission denied/)
  })

  test('keeps its folder and its passwords from other users', () => {
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'postgres')).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'postgres/hub-passwords.json')).mode & 0o777).toBe(0o600)
  })

  test('is found by a command beside it', async () => {
    const found = await findRunningEmbedded(folder)
    expect(found?.app).toEqual(server.app)
  })

  test('refuses a second hub on the same folder, saying what to do', async () => {
    const second = startEmbedded({ dataDir: folder })
    await expect(second).rejects.toThrow(DataFolderInUse)
    await expect(second).rejects.toThrow(new RegExp(`process ${process.pid}.*HUB_DATA_DIR=`))
    await expect(ask(server.app, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }])
  })
})

describe('starting', () => {
  test('keeps what was stored, and speaks only of the first creation', async () => {
    const told: string[] = []
    const first = await startEmbedded({ dataDir: parent, onProgress: (words) => told.push(words) })
    await ask(first.owner, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    expect(await findRunningEmbedded(parent)).toBeUndefined()
    const second = await startEmbedded({ dataDir: parent, onProgress: (words) => told.push(words) })
    const rows = await ask(second.owner, 'SELECT answer FROM kept')
    await second.stop()
    expect(rows).toEqual([{ answer: 42 }])
    expect(told).toEqual([`Creating the database in ${parent} …`])
  })

  test('lets one of two hubs that race win', async () => {
    const results = await Promise.allSettled([startEmbedded({ dataDir: parent }), startEmbedded({ dataDir: parent })])
    const won = results.filter((result) => result.status === 'fulfilled')
    const lost = results.filter((result) => result.status === 'rejected')
    for (const { value } of won) await value.stop()
    expect(won).toHaveLength(1)
    expect(lost[0]?.reason).toBeInstanceOf(DataFolderInUse)
  })

  test('works where the path is too long for a socket', async () => {
    const dataDir = join(parent, 'long'.repeat(30))
    const server = await startEmbedded({ dataDir })
    const rows = await ask(server.app, 'SELECT 1 AS one')
    const found = await findRunningEmbedded(dataDir)
    await expect(ask({ ...server.app, password: 'wrong' }, 'SELECT 1')).rejects.toThrow(
      /password authentication failed/,
    )
    await server.stop()
    expect(server.app.host).toBe('127.0.0.1')
    expect(rows).toEqual([{ one: 1 }])
    expect(found?.app).toEqual(server.app)
  })

  test('works under a path with spaces, quotes and letters beyond ASCII', async () => {
    const server = await startEmbedded({ dataDir: join(parent, 'data "of" the hub, été') })
    const rows = await ask(server.app, 'SELECT 1 AS one')
    await server.stop()
    expect(rows).toEqual([{ one: 1 }])
  })

  test('begins anew where the first creation was interrupted', async () => {
    mkdirSync(join(parent, 'postgres.new'))
    writeFileSync(join(parent, 'postgres.new/half'), 'made')
    const server = await startEmbedded({ dataDir: parent })
    await server.stop()
    expect(existsSync(join(parent, 'postgres.new'))).toBe(false)
  })

  test('closes its folder to others, and keeps its hands off a folder of other things', async () => {
    const own = join(parent, 'own')
    mkdirSync(own, { mode: 0o755 })
    const server = await startEmbedded({ dataDir: own })
    await server.stop()
    expect(statSync(own).mode & 0o777).toBe(0o700)
    chmodSync(parent, 0o755)
    await expect(startEmbedded({ dataDir: parent })).rejects.toThrow(/holds other files.*HUB_DATA_DIR=/s)
    expect(statSync(parent).mode & 0o777).toBe(0o755)
  })

  test('explains a path that is no folder', async () => {
    const file = join(parent, 'file')
    writeFileSync(file, '')
    await expect(startEmbedded({ dataDir: file })).rejects.toThrow(/cannot be used.*HUB_DATA_DIR=/s)
  })

  test.runIf(isRoot)("explains another user's folder", async () => {
    chownSync(parent, 1, 1)
    await expect(startEmbedded({ dataDir: parent })).rejects.toThrow(/belongs to user number 1.*chown -R 0/s)
  })

  test('explains missing passwords', async () => {
    const server = await startEmbedded({ dataDir: parent })
    await server.stop()
    rmSync(join(parent, 'postgres/hub-passwords.json'))
    await expect(startEmbedded({ dataDir: parent })).rejects.toThrow(/passwords.*backup/s)
  })
})

const asOrdinaryUser = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--']
const canBeOrdinary =
  !isRoot || spawnSync('setpriv', [...asOrdinaryUser.slice(1), process.execPath, readableHere()]).status === 0

test.skipIf(!canBeOrdinary)(
  canBeOrdinary
    ? 'runs as an ordinary user'
    : 'runs as an ordinary user (skipped: user 65534 may not read this folder)',
  () => {
    const script = `
      const { startEmbedded } = await import(${JSON.stringify(join(dirname(fileURLToPath(import.meta.url)), 'start-embedded.ts'))})
      const server = await startEmbedded({ dataDir: ${JSON.stringify(join(parent, 'data'))} })
      console.log(server.version)
      await server.stop()`
    if (isRoot) chownSync(parent, 65_534, 65_534)
    const command = [...(isRoot ? asOrdinaryUser : []), process.execPath, '--input-type=module', '-e', script]
    const output = execFileSync(command[0] ?? '', command.slice(1), { cwd: '/', encoding: 'utf8' })
    expect(output.trim()).toMatch(/^18\./)
    expect(statSync(join(parent, 'data/postgres')).uid).toBe(isRoot ? 65_534 : userInfo().uid)
    expect(readFileSync(join(parent, 'data/postgres/PG_VERSION'), 'utf8').trim()).toBe('18')
  },
)

/** Arguments with which Node succeeds only where it may read this file. */
function readableHere(): string {
  return `--check=${fileURLToPath(import.meta.url)}`
}

async function ask(config: pg.ClientConfig, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement)
    return rows
  } finally {
    await client.end()
  }
}
