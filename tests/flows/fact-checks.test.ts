import { parseAllowList } from '@hub/core/source/allow-list.ts'
import { claimReviewPageSchema } from '@hub/core/claim/claim-review-view.ts'
import { readClaimReviews } from '@hub/workers/jobs/read-claim-reviews.ts'
import { createPageDesk } from '@hub/workers/pages/page-desk.ts'
import { readPage } from '@hub/workers/pages/read-page.ts'
import { createCollector } from '@hub/workers/poll/collector.ts'
import { SILENT_LOG } from '@hub/workers/stage-deps.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { TEST_NOW } from '../support/build-people.ts'
import { buildProfile, buildSources } from '../support/build-watch.ts'
import { LOOPBACK, openPipeline, type Pipeline } from '../support/open-pipeline.ts'
import { signInAs, type TestPerson } from '../support/sign-in.ts'
import { type SitePage, type SiteServer, startSiteServer } from '../support/site-server.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const review = (claim: string, url?: string) => ({
  '@context': 'https://schema.org',
  '@type': 'ClaimReview',
  claimReviewed: claim,
  ...(url ? { url } : {}),
  author: { '@type': 'Organization', name: 'Facts' },
  reviewRating: { '@type': 'Rating', alternateName: 'False' },
})
const block = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`
const page = (claim: string) => `<html><title>Checked</title>${block(review(claim))}<p>Why this is false.</p></html>`
const feed: SitePage = (request, response) => {
  const origin = `http://${request.headers.host}`
  const item = (name: string, body: string) =>
    `<item><guid>${name}</guid><title>${name}</title><link>${origin}/${name}</link><description><![CDATA[${body}]]></description></item>`
  const items = [
    item('bridge', 'Read on.'),
    item('gone', 'Read on.'),
    item('well', `<p>Here.</p>${block(review('The well is dry'))}`),
  ]
  response
    .writeHead(200, { 'content-type': 'application/rss+xml' })
    .end(`<rss version="2.0"><channel><title>Facts</title><link>${origin}</link>${items.join('')}</channel></rss>`)
}
const dataFeed = JSON.stringify({
  '@context': 'https://schema.org',
  '@type': 'DataFeed',
  dataFeedElement: [{ '@type': 'DataFeedItem', item: [review('Trains stop in May', 'https://facts.example/trains')] }],
})

let database: TestDatabase
let hub: TestApp
let site: SiteServer
let pipeline: Pipeline
let analyst: TestPerson
const asked: string[] = []

beforeAll(async () => {
  const counted =
    (body: string): SitePage =>
    (request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(200, { 'content-type': 'text/html' }).end(body)
    }
  site = await startSiteServer({
    '/feed.xml': feed,
    '/bridge': counted(page('The bridge is closed')),
    '/well': counted('<html><title>The well</title></html>'),
    '/data.json': (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(dataFeed),
  })
  database = await createTestDatabase()
  hub = await createTestApp(database, { clock: () => TEST_NOW })
  analyst = await signInAs(hub, 'analyst')
  pipeline = openPipeline(database.appConfig)
  const sources = await buildSources(database.db, [`${site.origin}/feed.xml`, `${site.origin}/data.json`])
  await buildProfile(
    database.db,
    sources.map(({ id }) => id),
  )
  await database.db.updateTable('source').set({ readsClaimReviews: true }).execute()
})
afterAll(async () => {
  await pipeline?.close(TEST_NOW)
  await hub?.close()
  await Promise.all([database?.close(), site?.close()])
})

const list = async (q: string) => {
  const { rows } = claimReviewPageSchema.parse(await (await analyst.request('GET', `/claim-reviews?q=${q}`)).json())
  return rows
}

describe('a fact-checker as a source', () => {
  test('gives the reviews its feed carries, with their items', async () => {
    await pipeline.poll(TEST_NOW)
    const [well] = await list('well')
    expect(well).toMatchObject({
      claim: 'The well is dry',
      rating: 'False',
      reviewer: 'Facts',
      url: `${site.origin}/well`,
    })
    expect(well?.itemId).not.toBeNull()
    expect((await list('trains')).map(({ url }) => url)).toEqual(['https://facts.example/trains'])
    expect(await list('bridge')).toEqual([])
  })

  test('has the pages read, each once, whose reviews the feed does not carry', async () => {
    const { allowList } = parseAllowList(LOOPBACK)
    const clock = () => TEST_NOW
    const collector = createCollector({
      db: database.db,
      clock,
      allowList,
      contact: 'http://localhost',
      version: 'test',
      deadlineMs: 4000,
    })
    const desk = createPageDesk(collector.tools)
    const deps = {
      db: database.db,
      world: 'live',
      log: SILENT_LOG,
      signal: desk.signal,
      readPage: (url: string, signal?: AbortSignal) => readPage(desk.tools, url, signal),
    }
    const runs = []
    for (let run = 0; run < 4; run += 1) runs.push(await readClaimReviews(deps, TEST_NOW))
    await desk.close()
    await collector.close()
    expect(runs.reduce((sum, { reviews }) => sum + reviews, 0)).toBe(1)
    expect(asked).toEqual(['/bridge'])
    const [bridge] = await list('bridge')
    expect(bridge).toMatchObject({ claim: 'The bridge is closed', url: `${site.origin}/bridge` })
    expect(bridge?.itemId).not.toBeNull()
    const rows = await database.db.selectFrom('claimReviewReading').selectAll().orderBy('url').execute()
    const standing = rows.map(({ url, state, found }) => [new URL(url).pathname, state, found])
    expect(standing).toContainEqual(['/gone', 'failed', null])
    expect(standing).toContainEqual(['/well', 'done', 1])
    expect(standing).toContainEqual(['/bridge', 'done', 1])
  })
})
