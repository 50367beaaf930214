import type { ItemId } from '@hub/core/ids.ts'
import { itemCountSchema, itemSearchAnswerSchema } from '@hub/core/item/item-search.ts'
import { itemDetailSchema } from '@hub/core/item/item-view.ts'
import { storeItems } from '@hub/db/item/store-items.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'
import { write } from '@hub/db/write.ts'
import { buildPublisher, buildSource } from '@hub/tests/support/build-news.ts'
import { TEST_NOW } from '@hub/tests/support/build-people.ts'
import { signInAs, type TestPerson } from '@hub/tests/support/sign-in.ts'
import { createTestApp, type TestApp } from '@hub/tests/support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

let database: TestDatabase
let hub: TestApp
let analyst: TestPerson
let itemId: ItemId

const PAGE = {
  urlKey: 'url:news.example/water',
  externalId: 'water',
  url: 'https://news.example/water',
  canonicalUrl: 'https://news.example/water',
  title: 'Tap water unsafe after pipe repair',
  html: '<p>Boil it.</p>',
  language: 'en',
  publishedAt: TEST_NOW,
  publishedRaw: 'Mon, 23 Nov 2026 12:00:00 GMT',
  eventAt: TEST_NOW,
  matchedTerms: ['water'],
  shard: 'live/en',
}

beforeAll(async () => {
  database = await createTestDatabase()
  hub = await createTestApp(database)
  analyst = await signInAs(hub, 'analyst')
  const publisher = await buildPublisher(database.db, { name: 'The Daily' })
  const [front, local] = [
    await buildSource(database.db, { publisherId: publisher.id, title: 'Front page' }),
    await buildSource(database.db, { publisherId: publisher.id, title: 'Local' }),
  ]
  const other = await buildSource(database.db, {
    publisherId: (await buildPublisher(database.db, { name: 'Wire' })).id,
  })
  const carry = (source: typeof front, text: string, minute: number) =>
    write(database.db, byStage('poll-sources', 'live', new Date(TEST_NOW.getTime() + minute * 60_000)), async (w) => {
      await w.require('pipeline.run')
      await storeItems(w, { sourceId: source.id, publisherId: source.publisherId }, [
        { ...PAGE, sourceKey: `guid:${source.title}`, text, contentHash: text },
      ])
      await w.audit({ action: 'items.store', noun: 'source', objectId: source.id })
    })
  await carry(front, 'Residents must boil water.', 0)
  await carry(local, 'Residents must boil water.', 5)
  await carry(other, 'Residents must boil water.', 9)
  await carry(front, 'Residents need not boil water.', 30)
  itemId = (await database.db.selectFrom('item').select('id').executeTakeFirstOrThrow()).id
})
afterAll(async () => {
  await hub.close()
  await database.close()
})

const read = async <S extends z.ZodType>(path: string, schema: S) => {
  const response = await analyst.request('GET', path)
  expect(response.status).toBe(200)
  return schema.parse(await response.json())
}

describe('the items of the API', () => {
  test('one page that several feeds carry is found once', async () => {
    const { rows } = await read('/items?q=water&sort=relevance', itemSearchAnswerSchema)
    expect(rows.map(({ id }) => id)).toEqual([itemId])
    expect(await read('/items/count?q=water', itemCountSchema)).toEqual({ count: 1, isCapped: false })
  })

  test('its sightings count publishers, and its words are the newest', async () => {
    const item = await read(`/items/${itemId}`, itemDetailSchema)
    expect(item.text).toBe('Residents need not boil water.')
    expect(item.publishedRaw).toBe('Mon, 23 Nov 2026 12:00:00 GMT')
    expect(item.sightings.map(({ publisher, sources }) => [publisher.name, sources.length])).toEqual([
      ['The Daily', 2],
      ['Wire', 1],
    ])
    expect(item.revisions).toBe(2)
    expect(item.narrative).toBeNull()
  })

  test('every wording is kept', async () => {
    const rows = z.object({ rows: z.array(z.object({ revision: z.number(), text: z.string() })) })
    expect((await read(`/items/${itemId}/revisions`, rows)).rows).toEqual([
      { revision: 2, text: 'Residents need not boil water.' },
      { revision: 1, text: 'Residents must boil water.' },
    ])
  })

  test('a search comes as a CSV file that a spreadsheet opens', async () => {
    const response = await analyst.request('GET', '/items/export.csv?q=water&bom=true')
    expect(response.headers.get('content-type')).toMatch('text/csv')
    expect(response.headers.get('content-disposition')).toMatch(/attachment; filename="items-\d{4}-\d\d-\d\d\.csv"/)
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = new TextDecoder().decode(bytes).split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toMatch(`"${itemId}","${PAGE.title}"`)
  })

  test('what cannot be asked is refused in words', async () => {
    for (const [path, status] of [
      ['/items?state=lost', 400],
      ['/items?since=yesterday', 400],
      ['/items?cursor=nonsense', 409],
      ['/items?sourceId=1', 400],
      [`/items?q=${'x'.repeat(500)}`, 400],
      ['/items/export.csv?q=the&language=en', 409],
      ['/items/019aa000-0000-7000-8000-0000000000ff', 404],
      ['/items/019aa000-0000-7000-8000-0000000000ff/revisions', 404],
    ] as const) {
      const response = await analyst.request('GET', path)
      expect(`${path} ${response.status}`).toBe(`${path} ${status}`)
      expect(await response.json()).toMatchObject({ detail: expect.stringMatching(/\w{3}/) })
    }
  })
})
