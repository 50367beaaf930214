import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { buildSource } from '@hub/tests/support/build-news.ts'
import { TEST_NOW } from '@hub/tests/support/build-people.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'

import type { Row } from '../schema.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { write } from '../write.ts'
import type { PreparedItem } from '@hub/core/item/prepared-item.ts'
import { storeItems, type StoredItems } from './store-items.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.close())

let made = 0
function item(changes: Partial<PreparedItem> = {}): PreparedItem {
  made += 1
  const url = `https://news.example/${made}`
  return {
    sourceKey: `guid:${made}`,
    urlKey: `url:news.example/${made}`,
    externalId: String(made),
    url,
    canonicalUrl: url,
    title: `Rivers are rising ${made}`,
    text: 'The rivers were rising all night.',
    html: '<p>The rivers were rising all night.</p>',
    language: 'en',
    publishedAt: TEST_NOW,
    publishedRaw: 'today',
    eventAt: TEST_NOW,
    contentHash: `hash-${made}`,
    matchedTerms: ['rivers'],
    shard: 'live/en',
    ...changes,
  }
}

async function store(source: Row<'source'>, items: PreparedItem[]): Promise<StoredItems> {
  return write(database.db, byStage('poll-sources', LIVE_WORLD, TEST_NOW), async (w) => {
    await w.require('pipeline.run')
    const stored = await storeItems(w, { sourceId: source.id, publisherId: source.publisherId }, items)
    await w.audit({ action: 'items.store', noun: 'source', objectId: source.id })
    return stored
  })
}

const rowsOf = (url: string | null) => database.db.selectFrom('item').selectAll().where('url', '=', url).execute()

describe('storeItems', () => {
  test('stores new items and queues them in the order of their events; again, it changes nothing', async () => {
    const source = await buildSource(database.db)
    const late = item({ eventAt: new Date(TEST_NOW.getTime() - 1_000) })
    const early = item({ eventAt: new Date(TEST_NOW.getTime() - 9_000) })
    expect(await store(source, [late, early])).toEqual({ newItems: 2, sightings: 0, revisions: 0 })
    expect(await store(source, [late, early])).toEqual({ newItems: 0, sightings: 0, revisions: 0 })
    const pending = await database.db
      .selectFrom('itemPending')
      .innerJoin('item', 'item.id', 'itemPending.itemId')
      .select('item.url')
      .where('item.sourceId', '=', source.id)
      .orderBy('seq')
      .execute()
    expect(pending.map(({ url }) => url)).toEqual([early.url, late.url])
  })

  test('finds an item by the stems of its language, and by the plain words of its title', async () => {
    const source = await buildSource(database.db)
    const words = item({ title: 'Überschwemmungen im Tal', text: 'Die Häuser standen unter Wasser.', language: 'de' })
    await store(source, [words])
    const finds = async (query: string) => {
      const { rows } = await sql`select 1 from item where url = ${words.url} and search @@ ${sql.raw(query)}`.execute(
        database.db,
      )
      return rows.length
    }
    expect(await finds(`to_tsquery('german', 'haus')`)).toBe(1)
    expect(await finds(`to_tsquery('simple', 'tal')`)).toBe(1)
    expect(await finds(`to_tsquery('simple', 'valley')`)).toBe(0)
  })

  test('a page that another source carries too is a sighting, not a second item, and its other words are no revision', async () => {
    const [first, second] = [await buildSource(database.db), await buildSource(database.db)]
    const page = item()
    await store(first, [page])
    expect(await store(second, [{ ...page, sourceKey: 'guid:theirs', contentHash: 'shorter' }])).toEqual({
      newItems: 0,
      sightings: 1,
      revisions: 0,
    })
    expect(await store(second, [{ ...page, sourceKey: 'guid:theirs', urlKey: null }])).toEqual({
      newItems: 0,
      sightings: 0,
      revisions: 0,
    })
    expect(await rowsOf(page.url)).toHaveLength(1)
  })

  test('two sources that bring the same page at the same moment make one item', async () => {
    const sources = await Promise.all(Array.from({ length: 4 }, () => buildSource(database.db)))
    const pages = Array.from({ length: 30 }, () => item())
    const stored = await Promise.all(
      sources.map((source, index) =>
        store(
          source,
          (index % 2 === 0 ? pages : pages.toReversed()).map((page) => ({
            ...page,
            sourceKey: `guid:${index}-${page.sourceKey}`,
          })),
        ),
      ),
    )
    expect(stored.reduce((sum, { newItems }) => sum + newItems, 0)).toBe(30)
    expect(stored.reduce((sum, { sightings }) => sum + sightings, 0)).toBe(90)
    for (const { url } of pages) expect(await rowsOf(url)).toHaveLength(1)
    const { rows } = await sql<{ dangling: number }>`
      select count(*) as dangling from item_identity k where not exists (select 1 from item i where i.id = k.item_id)`.execute(
      database.db,
    )
    expect(rows[0]?.dangling).toBe(0)
  })

  test('two entries of one fetch with the same page are one item, and do not revise each other', async () => {
    const source = await buildSource(database.db)
    const page = item()
    const twice = [page, { ...page, sourceKey: 'guid:again', contentHash: 'other' }]
    expect(await store(source, twice)).toMatchObject({ newItems: 1 })
    expect(await store(source, twice)).toMatchObject({ newItems: 0, revisions: 0 })
  })

  test('a feed that swaps its guids changes no item: the page an entry leads to is what it is', async () => {
    const source = await buildSource(database.db)
    const [water, dam] = [item({ title: 'Tap water unsafe' }), item({ title: 'The dam holds' })]
    await store(source, [water, dam])
    const swapped = [
      { ...water, sourceKey: dam.sourceKey },
      { ...dam, sourceKey: water.sourceKey },
    ]
    expect(await store(source, swapped)).toEqual({ newItems: 0, sightings: 0, revisions: 0 })
    expect(await rowsOf(water.url)).toMatchObject([{ title: 'Tap water unsafe' }])
    expect(await rowsOf(dam.url)).toMatchObject([{ title: 'The dam holds' }])
  })

  test('a guid that comes back on another story is a new item; on the same story at a new address, a revision', async () => {
    const source = await buildSource(database.db)
    const first = item({ title: 'Tap water unsafe after repair', text: 'Boil it.' })
    await store(source, [first])
    const reused = { ...item({ title: 'Striker signs for three years', text: 'No sum.' }), sourceKey: first.sourceKey }
    expect(await store(source, [reused])).toEqual({ newItems: 1, sightings: 0, revisions: 0 })
    expect(await store(source, [reused])).toEqual({ newItems: 0, sightings: 0, revisions: 0 })
    expect(await rowsOf(first.url)).toMatchObject([{ title: 'Tap water unsafe after repair' }])
    const moved = { ...item({ title: 'Tap water unsafe after pipe repair' }), sourceKey: first.sourceKey }
    expect(await store(source, [moved])).toEqual({ newItems: 0, sightings: 0, revisions: 1 })
  })

  test('very long keys, a body of half a megabyte and hundreds of items are stored', async () => {
    const source = await buildSource(database.db)
    const long = item({
      sourceKey: `guid:${'x'.repeat(5_000)}`,
      urlKey: `url:${'y'.repeat(9_000)}`,
      text: 'word and another one '.repeat(25_000),
    })
    const many = Array.from({ length: 600 }, () => item())
    expect(await store(source, [long, ...many])).toMatchObject({ newItems: 601 })
    expect(await store(source, [long, ...many])).toEqual({ newItems: 0, sightings: 0, revisions: 0 })
  })
})
