import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { EMPTY_ALLOW_LIST } from '@hub/core/source/allow-list.ts'
import { proposeSource } from '@hub/db/source/propose-source.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildPublisher, buildSource } from '../support/build-news.ts'
import { buildUnit, buildUser, by, TEST_NOW } from '../support/build-people.ts'
import { buildProfile } from '../support/build-watch.ts'
import { type FeedServer, startFeedServer } from '../support/feed-server.ts'
import { openPipeline, type Pipeline } from '../support/open-pipeline.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../workers/collect/fixtures-posts/${name}`, import.meta.url)), 'utf8')

let database: TestDatabase
let server: FeedServer
let pipeline: Pipeline

beforeAll(async () => {
  database = await createTestDatabase()
  server = await startFeedServer(2)
  pipeline = openPipeline(database.appConfig)
})
afterAll(async () => {
  await pipeline?.close(TEST_NOW)
  await server?.close()
  await database?.close()
})

describe('a hashtag as a source', () => {
  test('gives items without their authors, pages back to the last poll, and once only', async () => {
    const { db } = database
    const [timeline] = server.feeds
    if (!timeline) throw new Error('The server has no feed.')
    const asked: string[] = []
    timeline.answer = (request, response) => {
      const url = new URL(request.url ?? '', server.origin)
      asked.push(url.searchParams.get('max_id') ?? 'newest')
      const posts: { id: string; created_at: string }[] = JSON.parse(fixture('mastodon-tag.json'))
      const page = posts.filter(({ id }) => id < (url.searchParams.get('max_id') ?? '~')).slice(0, 3)
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page))
    }
    const publisher = await buildPublisher(db, { name: 'town.example', domain: 'town.example', country: 'RO' })
    const source = await buildSource(db, {
      kind: 'mastodon',
      platform: 'mastodon',
      url: `${timeline.url}?limit=40`,
      canonicalUrl: `${timeline.url}?limit=40`,
      title: '#water · town.example',
      publisherId: publisher.id,
      nextFetchAt: new Date(0),
      lastGoodAt: new Date('2026-01-10T03:00:00Z'),
    })
    await buildProfile(db, [source.id])
    expect(await pipeline.poll(TEST_NOW)).toMatchObject({ polled: 1, newItems: 3 })
    expect(asked).toEqual(['newest', '103270115826048976', '103270115826048973'])
    const items = await db.selectFrom('item').selectAll().where('sourceId', '=', source.id).execute()
    expect(items.map(({ url }) => url)).toEqual([null, null, null])
    const stored = JSON.stringify(items)
    for (const trace of ['users/first', 'neighbour', 'Private', '@town', '/@']) expect(stored).not.toContain(trace)
    const fetches = await db.selectFrom('sourceFetch').select('detail').where('sourceId', '=', source.id).execute()
    expect(JSON.stringify(fetches)).toContain('5 of 8 posts were passed over')
    expect((await pipeline.poll(new Date(TEST_NOW.getTime() + 3_600_000))).newItems).toBe(0)
  })

  test('closed to readers without an account, it says so and waits as long as the server asks', async () => {
    const { db } = database
    const [, timeline] = server.feeds
    if (!timeline) throw new Error('The server has no second feed.')
    timeline.answer = (_request, response) => void response.writeHead(401).end(fixture('mastodon-closed.json'))
    const publisher = await buildPublisher(db, { name: 'closed', domain: 'closed.example', country: 'RO' })
    const source = await buildSource(db, {
      kind: 'mastodon',
      url: timeline.url,
      canonicalUrl: timeline.url,
      title: 'closed',
      publisherId: publisher.id,
      nextFetchAt: new Date(0),
    })
    await buildProfile(db, [source.id], { title: 'Second' })
    const outcomeAt = async (now: Date) => {
      await pipeline.poll(now)
      return (await db.selectFrom('source').selectAll().where('id', '=', source.id).executeTakeFirstOrThrow()).outcome
    }
    expect(await outcomeAt(TEST_NOW)).toMatchObject({ code: 'http_error', httpStatus: 401 })
    expect(JSON.stringify(await outcomeAt(TEST_NOW))).toContain('only to people who are signed in')
    timeline.answer = (_request, response) =>
      void response.writeHead(429, { 'x-ratelimit-reset': new Date(Date.now() + 600_000).toISOString() }).end()
    const limited = await outcomeAt(new Date(TEST_NOW.getTime() + 86_400_000))
    expect(Number(limited?.['retryAfterMs'])).toBeGreaterThan(500_000)
  })
})

describe('adding by the address of a page', () => {
  test('a hashtag is stored as what is fetched, one account is refused in words', async () => {
    const { db } = database
    const unit = await buildUnit(db, { kind: 'coordination' })
    const { actor } = await buildUser(db, { role: 'coordinator', unitId: unit.id })
    const add = (url: string) => proposeSource(db, by(actor), { url, allowList: EMPTY_ALLOW_LIST })
    const id = await add('https://mastodon.social/tags/water')
    expect(await add('https://mastodon.social/api/v1/timelines/tag/water')).toBe(id)
    const source = await db.selectFrom('source').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(source).toMatchObject({
      kind: 'mastodon',
      platform: 'mastodon',
      url: 'https://mastodon.social/api/v1/timelines/tag/water?limit=40',
      siteUrl: 'https://mastodon.social/tags/water',
      title: '#water · mastodon.social',
      world: LIVE_WORLD,
    })
    await expect(add('https://bsky.app/profile/somebody.example')).rejects.toThrow('never persons')
  })
})
