import { pageOrderViewSchema, type PageOrderView } from '@hub/core/source/page-order.ts'
import { fetchPages } from '@hub/workers/jobs/fetch-pages.ts'
import { createPageDesk, type PageDesk } from '@hub/workers/pages/page-desk.ts'
import { type Collector, createCollector } from '@hub/workers/poll/collector.ts'
import { parseAllowList } from '@hub/core/source/allow-list.ts'
import { SILENT_LOG } from '@hub/workers/stage-deps.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { TEST_NOW } from '../support/build-people.ts'
import { buildProfile, buildSources } from '../support/build-watch.ts'
import { LOOPBACK, openPipeline, type Pipeline } from '../support/open-pipeline.ts'
import { PAGE_SITE, WORDS } from '../support/page-site.ts'
import { signInAs, type TestPerson } from '../support/sign-in.ts'
import { type SiteServer, startSiteServer } from '../support/site-server.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

let database: TestDatabase
let hub: TestApp
let site: SiteServer
let collector: Collector
let desk: PageDesk
let pipeline: Pipeline
let analyst: TestPerson
const open = (allowHosts = LOOPBACK) => {
  collector = createCollector({
    db: database.db,
    clock: () => TEST_NOW,
    allowList: parseAllowList(allowHosts).allowList,
    contact: 'http://localhost',
    version: 'test',
    deadlineMs: 4000,
  })
  desk = createPageDesk(collector.tools)
}
const run = async () => {
  const { begun } = await fetchPages(
    { db: database.db, world: 'live', log: SILENT_LOG, desk, clock: () => TEST_NOW },
    TEST_NOW,
  )
  await desk.settle()
  return begun
}

beforeAll(async () => {
  ;[database, site] = await Promise.all([createTestDatabase(), startSiteServer(PAGE_SITE)])
  hub = await createTestApp(database, { clock: () => TEST_NOW })
  analyst = await signInAs(hub, 'analyst')
  pipeline = openPipeline(database.appConfig)
  open()
})
afterAll(async () => {
  await desk?.close()
  await collector?.close()
  await pipeline?.close(TEST_NOW)
  await hub?.close()
  await Promise.all([database?.close(), site?.close()])
})

async function ask(kind: 'discover_feeds' | 'read_page', url: string): Promise<PageOrderView> {
  const placed = await analyst.request('POST', '/page-orders', { kind, url })
  expect(placed.status).toBe(201)
  const { id } = pageOrderViewSchema.parse(await placed.json())
  await run()
  return pageOrderViewSchema.parse(await (await analyst.request('GET', `/page-orders/${id}`)).json())
}

describe('an order for a page', () => {
  test('brings the feeds of a site', async () => {
    const order = await ask('discover_feeds', site.urlOf('/'))
    expect(order).toMatchObject({
      state: 'done',
      result: {
        pageTitle: 'The Paper',
        candidates: [
          {
            url: site.urlOf('/feeds/news.xml'),
            title: 'The Paper',
            kind: 'rss',
            itemCount: 3,
            newest: [{ title: expect.stringMatching(/./) }, {}, {}],
            foundBy: 'link_element',
          },
        ],
      },
      progress: { step: 'named', url: site.urlOf('/feeds/news.xml'), number: 1, of: 1 },
    })
  })

  test('brings the words of a page', async () => {
    const order = await ask('read_page', site.urlOf('/article'))
    expect(order).toMatchObject({ state: 'done', result: { title: expect.stringContaining('The bridge stays') } })
  })

  test('that fails says why and what to do', async () => {
    const order = await ask('read_page', site.urlOf('/nothing'))
    expect(order).toMatchObject({
      state: 'failed',
      problem: { code: 'not_found', message: 'There is nothing at this address (404). Check it in your browser.' },
    })
    const bad = await analyst.request('POST', '/page-orders', { kind: 'read_page', url: 'no address' })
    expect(bad.status).toBe(400)
    expect(JSON.stringify(await bad.json())).toContain('such as example.org')
  })

  test('survives a worker that dies: the next one begins it again', async () => {
    const placed = await analyst.request('POST', '/page-orders', { kind: 'read_page', url: site.urlOf('/latin') })
    const { id } = pageOrderViewSchema.parse(await placed.json())
    // A closed desk gives back what it was doing, as a stop does.
    const begun = fetchPages({ db: database.db, world: 'live', log: SILENT_LOG, desk, clock: () => TEST_NOW }, TEST_NOW)
    await begun
    await desk.close()
    open()
    expect(await run()).toBe(1)
    const order = pageOrderViewSchema.parse(await (await analyst.request('GET', `/page-orders/${id}`)).json())
    expect(order).toMatchObject({ state: 'done', result: { text: expect.stringContaining('Le café reste ouvert.') } })
  })
})

describe('the full text of an item', () => {
  test("stands beside the feed's own words, once, and is found by search", async () => {
    const feed = await startSiteServer({
      '/feed': (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'application/rss+xml' })
          .end(
            `<rss version="2.0"><channel><title>P</title><item><guid>1</guid><title>The bridge</title><link>${site.urlOf('/article')}</link><description>Short words.</description></item></channel></rss>`,
          ),
    })
    const sources = await buildSources(database.db, [feed.urlOf('/feed')])
    await buildProfile(
      database.db,
      sources.map(({ id }) => id),
    )
    await pipeline.poll(TEST_NOW)
    const item = await database.db.selectFrom('item').select(['id', 'text']).executeTakeFirstOrThrow()
    const order = () => analyst.request('POST', `/items/${item.id}/full-text`, {})
    expect((await order()).status).toBe(201)
    await run()
    await order()
    await run()
    await pipeline.poll(new Date(TEST_NOW.getTime() + 3_600_000))
    const revisions = await database.db
      .selectFrom('itemRevision')
      .select(['revision', 'origin', 'text'])
      .where('itemId', '=', item.id)
      .orderBy('revision')
      .execute()
    expect(revisions).toMatchObject([
      { revision: 1, origin: 'feed', text: item.text },
      { revision: 2, origin: 'page', text: expect.stringContaining(WORDS.trim()) },
    ])
    const now = await database.db.selectFrom('item').select(['text', 'search']).executeTakeFirstOrThrow()
    expect(now.text).toBe(item.text)
    expect(String(now.search)).toContain('council')
    await feed.close()
  })
})
