import { LIVE_WORLD } from '@hub/core/access/role.ts'
import type { Scope } from '@hub/core/access/scope.ts'
import { buildSource } from '@hub/tests/support/build-news.ts'
import { TEST_NOW } from '@hub/tests/support/build-people.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { Conflict } from '../errors.ts'
import { writeCursor } from '../page-cursor.ts'
import { searchItems } from './search-items.ts'

const ITEMS = 5_600
const PAGE = 700
const scope: Scope = { world: LIVE_WORLD, everything: true, unitIds: [], mayReadRed: false }
let database: TestDatabase

/**
 * More items than are ranked in one stretch, a minute apart: of every four titles one says both words, one says one of
 * them, and two none; every text says both, and those of odd hours side by side.
 */
beforeAll(async () => {
  database = await createTestDatabase()
  const { id, publisherId } = await buildSource(database.db)
  await sql`
    insert into item (id, first_seen_at, event_at, source_id, publisher_id, title, text, language, content_hash, search, world)
    select gen_random_uuid(), at, at, ${id}, ${publisherId}, title, text, 'en', n::text,
      setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', text), 'B'), ${LIVE_WORLD}
    from generate_series(0, ${ITEMS - 1}) n
    cross join lateral (select ${TEST_NOW}::timestamptz - make_interval(mins => n) as at,
      (array['dam water', 'dam news', 'other news', 'more news'])[n % 4 + 1] as title,
      case when n / 60 % 2 = 1 then 'about dam water' else 'about water behind a dam' end || repeat(' and more', n % 7) as text) t`.execute(
    database.db,
  )
})
afterAll(() => database?.close())

async function readAll(q: string) {
  const pages: { titles: string[]; times: string[]; ids: string[] } = { titles: [], times: [], ids: [] }
  let cursor: string | undefined
  do {
    const answer = await searchItems(database.db, scope, { q }, { sort: 'relevance', limit: PAGE, cursor })
    for (const { id, title, firstSeenAt } of answer.rows) {
      pages.ids.push(id)
      pages.times.push(firstSeenAt)
      pages.titles.push(title.map(({ text }) => text).join(''))
    }
    cursor = answer.nextCursor ?? undefined
  } while (cursor)
  return pages
}

function isInOrder(ranks: readonly number[]): boolean {
  return ranks.every((rank, index) => index === 0 || rank >= (ranks[index - 1] ?? 0))
}

describe('rankMatches', () => {
  test('page after page: each match once, titles with all words first, then with some, then none', async () => {
    const { ids, titles } = await readAll('dam water')
    expect(ids).toHaveLength(ITEMS)
    expect(new Set(ids).size).toBe(ITEMS)
    expect(isInOrder(titles.map((title) => (title === 'dam water' ? 0 : title === 'dam news' ? 1 : 2)))).toBe(true)
  })

  test('within a tier a newer stretch of time comes before an older one, by density within it', async () => {
    const { times } = await readAll('"dam water"')
    const ages = times.slice(0, ITEMS / 4).map((time) => TEST_NOW.getTime() - Date.parse(time))
    const newest = ages.slice(0, 900)
    expect(Math.max(...newest)).toBeLessThan(Math.max(...ages.slice(-300)))
    expect(isInOrder(newest)).toBe(false)
  })

  test('a phrase is found by its order, in titles before texts', async () => {
    const { ids, titles } = await readAll('"dam water"')
    const inTexts = Array.from({ length: ITEMS }, (_, n) => n).filter(
      (n) => n % 4 !== 0 && Math.floor(n / 60) % 2 === 1,
    )
    expect(ids).toHaveLength(ITEMS / 4 + inTexts.length)
    expect(new Set(ids).size).toBe(ids.length)
    expect(isInOrder(titles.map((title) => (title === 'dam water' ? 0 : 1)))).toBe(true)
  })

  test('a cursor that names a stretch no list has is refused in words', async () => {
    const cursor = writeCursor({ at: 'yesterday', score: 1, id: 'x' })
    await expect(
      searchItems(database.db, scope, { q: 'dam' }, { sort: 'relevance', limit: 1, cursor }),
    ).rejects.toThrow(Conflict)
  })
})
