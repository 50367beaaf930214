import { LIVE_WORLD } from '@hub/core/access/role.ts'
import type { Scope } from '@hub/core/access/scope.ts'
import { itemIdSchema, type UnitId } from '@hub/core/ids.ts'
import { buildSource } from '@hub/tests/support/build-news.ts'
import { buildUnit, buildUser, by as writeBy, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { newId } from '../new-id.ts'
import type { WriteBy } from '../write.ts'
import { exportItems } from './export-items.ts'

const ROWS = 1_234
const scope: Scope = { world: LIVE_WORLD, everything: true, unitIds: [], mayReadRed: false }
let database: TestDatabase
let by: WriteBy
let unitId: UnitId

beforeAll(async () => {
  database = await createTestDatabase()
  const source = await buildSource(database.db, { title: '=HYPERLINK("https://evil.example")' })
  const rows = Array.from({ length: ROWS }, (_, index) => ({
    id: newId(itemIdSchema),
    firstSeenAt: new Date(TEST_NOW.getTime() - index * 1_000),
    eventAt: TEST_NOW,
    publishedAt: null,
    publishedRaw: null,
    sourceId: source.id,
    publisherId: source.publisherId,
    externalId: null,
    url: null,
    canonicalUrl: null,
    title: index === 0 ? '@SUM(1+1), "quoted"\nand a second line' : `Item ${index}`,
    text: 'Words.',
    html: null,
    language: 'en',
    contentHash: String(index),
    matchedTerms: [],
    tlp: index === 5 ? ('RED' as const) : ('AMBER' as const),
  }))
  for (let start = 0; start < ROWS; start += 500)
    await database.db
      .insertInto('item')
      .values(rows.slice(start, start + 500))
      .execute()
  unitId = (await buildUnit(database.db)).id
  by = writeBy((await buildUser(database.db, { role: 'analyst', unitId })).actor)
})
afterAll(() => database?.close())

const ask = (signal = new AbortController().signal) => exportItems(database.db, { scope, by, filter: {}, signal })
const records = async () => {
  const { rows } = await sql<{ action: string; actor: string; details: Record<string, unknown> }>`
    select action, actor, details from audit_event where noun = 'item' order by id`.execute(database.db)
  return rows
}

/** Every cell of ours stands in quotation marks. */
function readCsv(text: string): Record<string, string>[] {
  const [head = [], ...rows] = text
    .slice(1, -'"\r\n'.length)
    .split('"\r\n"')
    .map((line) => line.split('","').map((cell) => cell.replaceAll('""', '"')))
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])))
}

describe('exportItems', () => {
  test('gives every row once, newest first, safe for spreadsheets, and says so in the record', async () => {
    const pieces: string[] = []
    for await (const piece of await ask()) pieces.push(piece)
    const rows = readCsv(pieces.join(''))
    expect(rows).toHaveLength(ROWS - 1)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(ROWS - 1)
    expect(rows[0]).toMatchObject({
      title: `'@SUM(1+1), "quoted"\nand a second line`,
      source: `'=HYPERLINK("https://evil.example")`,
      first_seen_at: TEST_NOW.toISOString().replace('.000Z', 'Z'),
      language: 'en',
      narrative: '',
    })
    expect(rows.map(({ title }) => title)).not.toContain('Item 5')
    expect(await records()).toMatchObject([
      { action: 'export', details: { filter: {} } },
      { action: 'export_end', details: { rows: ROWS - 1, isComplete: true } },
    ])
  })

  test('a reader who goes away ends the query, and the record says how far it came', async () => {
    const pieces = await ask()
    await pieces.next()
    await pieces.next()
    await pieces.return(undefined)
    expect((await records()).at(-1)).toMatchObject({ action: 'export_end', details: { rows: 500, isComplete: false } })
    const { rows } = await sql<{ open: number }>`
      select count(*) as open from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`.execute(
      database.db,
    )
    expect(rows[0]?.open).toBe(0)
  })

  test('refuses a search that cannot be read, and a role that may not read items', async () => {
    const signal = new AbortController().signal
    await expect(exportItems(database.db, { scope, by, filter: { q: 'the', language: 'en' }, signal })).rejects.toThrow(
      '“the”',
    )
    const trainer = writeBy((await buildUser(database.db, { role: 'trainer', unitId })).actor)
    await expect(exportItems(database.db, { scope, by: trainer, filter: {}, signal })).rejects.toThrow('item.read')
  })
})
