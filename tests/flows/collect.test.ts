import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { listAllowedGaps, parseAllowList } from '@hub/core/source/allow-list.ts'
import { POLITE_GAP_MS } from '@hub/core/source/site.ts'
import { claimDueSources, releaseClaim } from '@hub/db/stream/claim-due-sources.ts'
import { endSiteTurns, takeSiteTurn } from '@hub/db/stream/site-turn.ts'
import { finishPoll } from '@hub/db/stream/finish-poll.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import { buildProfile, buildSources } from '../support/build-watch.ts'
import { type FeedServer, startFeedServer } from '../support/feed-server.ts'
import { openPipeline, type Pipeline, type PipelineOptions } from '../support/open-pipeline.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { at } from './water-story.ts'

let database: TestDatabase
let server: FeedServer
const open: Pipeline[] = []

beforeAll(async () => {
  server = await startFeedServer(4)
})
afterAll(() => server?.close())
beforeEach(async () => {
  database = await createTestDatabase()
  for (const feed of server.feeds) {
    feed.replace([])
    feed.answer = undefined
    feed.requests = 0
  }
  return async () => {
    for (const pipeline of open.splice(0)) await pipeline.close(at(900))
    await database.close()
  }
})

function openOne(options: PipelineOptions = {}): Pipeline {
  const pipeline = openPipeline(database.appConfig, options)
  open.push(pipeline)
  return pipeline
}
const entry = (id: string, title = `Entry ${id} about the water of the valley`) => ({
  id,
  title,
  text: `${title}, as told by people who live there.`,
  publishedAt: at(-10),
})
const turnAt = (now: Date) => ({ site: 'example.org', gapMs: POLITE_GAP_MS, now, holdForMs: 60_000 })
const urls = () => server.feeds.map(({ url }) => url)
const items = () =>
  database.db
    .selectFrom('item')
    .select(['title', 'url', 'eventAt', 'publishedAt', 'matchedTerms'])
    .orderBy('title')
    .execute()
const sourceStates = () =>
  database.db
    .selectFrom('source')
    .select(['url', 'state', 'failures', 'outcome', 'lastGoodAt'])
    .orderBy('url')
    .execute()

describe('only what a profile in force names is collected', () => {
  test('not proposed, not withdrawn, not before its start, not without a profile, not a paused source', async () => {
    const sources = await buildSources(database.db, urls())
    const ids = sources.map(({ id }) => id)
    await buildProfile(database.db, ids.slice(0, 1), { state: 'proposed', approvedBy: null })
    await buildProfile(database.db, ids.slice(0, 2), { state: 'withdrawn' })
    await buildProfile(database.db, ids.slice(1, 2), { startsAt: at(5) })
    await buildProfile(database.db, ids.slice(3))
    await database.db
      .updateTable('source')
      .set({ state: 'paused' })
      .where('id', '=', sources[3]?.id ?? sources[0]!.id)
      .execute()
    expect(await openOne().poll(at(0))).toMatchObject({ claimed: 0 })
    expect(server.feeds.map(({ requests }) => requests)).toEqual([0, 0, 0, 0])
    expect(await openOne().poll(at(6))).toMatchObject({ claimed: 1 })
  })

  test('when a profile expires, collection stops; when another names the source, it goes on', async () => {
    const [source] = await buildSources(database.db, urls().slice(0, 1))
    if (!source) throw new Error('No source.')
    await buildProfile(database.db, [source.id], { endsAt: at(10) })
    server.feeds[0]?.publish(entry('1'))
    const pipeline = openOne()
    expect(await pipeline.poll(at(9))).toMatchObject({ polled: 1, newItems: 1 })
    server.feeds[0]?.publish(entry('2'))
    expect(await pipeline.poll(at(10))).toMatchObject({ claimed: 0 })
    expect(await pipeline.poll(at(600))).toMatchObject({ claimed: 0 })
    await buildProfile(database.db, [source.id])
    expect(await pipeline.poll(at(601))).toMatchObject({ polled: 1, newItems: 1 })
  })

  test('terms decide what is stored, and a profile without terms lets everything in', async () => {
    const [source] = await buildSources(database.db, urls().slice(0, 1))
    if (!source) throw new Error('No source.')
    await buildProfile(database.db, [source.id], { terms: JSON.stringify(['vaccine']) })
    server.feeds[0]?.publish(entry('1'), entry('2', 'A vaccine is late'))
    const pipeline = openOne()
    expect(await pipeline.poll(at(0))).toMatchObject({ newItems: 1 })
    expect(await items()).toMatchObject([{ title: 'A vaccine is late', matchedTerms: ['vaccine'] }])
    await buildProfile(database.db, [source.id])
    server.feeds[0]?.publish(entry('3'))
    expect(await pipeline.poll(at(1))).toMatchObject({ newItems: 2 })
  })
})

describe('one item is one row', () => {
  test('however many sources carry it, and changed words are kept beside the first', async () => {
    const sources = await buildSources(database.db, urls().slice(0, 2))
    await buildProfile(
      database.db,
      sources.map(({ id }) => id),
    )
    const url = 'https://paper.example/water?utm_source=feed'
    server.feeds[0]?.publish({ ...entry('a', 'Water unsafe'), url })
    server.feeds[1]?.publish({ ...entry('b', 'Water unsafe'), url: 'https://www.paper.example/water' })
    const pipeline = openOne()
    expect(await pipeline.poll(at(0))).toMatchObject({ newItems: 1, sightings: 1 })
    expect(await database.db.selectFrom('itemSighting').select('sourceId').execute()).toHaveLength(2)
    expect(await pipeline.poll(at(1))).toMatchObject({ newItems: 0, sightings: 0, revisions: 0 })
    const [first] = await database.db.selectFrom('item').select('sourceId').execute()
    const owner = sources.findIndex(({ id }) => id === first?.sourceId)
    server.feeds[owner]?.replace([{ ...entry(owner === 0 ? 'a' : 'b', 'Water safe again'), url }])
    expect(await pipeline.poll(at(2))).toMatchObject({ newItems: 0, revisions: 1 })
    expect(
      await database.db.selectFrom('itemRevision').select(['revision', 'title']).orderBy('revision').execute(),
    ).toEqual([
      { revision: 1, title: 'Water unsafe' },
      { revision: 2, title: 'Water safe again' },
    ])
    expect(await items()).toMatchObject([{ title: 'Water safe again' }])
  })

  test('a poll that outlived its claim writes nothing', async () => {
    const [source] = await buildSources(database.db, urls().slice(0, 1))
    if (!source) throw new Error('No source.')
    await buildProfile(database.db, [source.id])
    const claim = { world: LIVE_WORLD, limit: 5, claimForMs: 60_000 }
    const [slow] = await claimDueSources(database.db, { ...claim, now: at(0) })
    expect(await claimDueSources(database.db, { ...claim, now: at(0.5) })).toHaveLength(0)
    const [quick] = await claimDueSources(database.db, { ...claim, now: at(2) })
    if (!slow || !quick) throw new Error('The source was not claimed.')
    const poll = {
      outcome: { code: 'fetched' as const, httpStatus: 200, message: null, retryAfterMs: null },
      next: { kind: 'poll' as const, dueAtMs: at(30).getTime(), reason: 'rhythm' as const },
      validators: null,
      isFull: true,
      move: { movedTo: null, movedSince: null },
      isMoveDue: false,
      endedAt: at(2),
      rest: null,
      feedTitle: null,
      siteUrl: null,
      finalUrl: source.url,
      durationMs: 5,
      bytes: 10,
      itemsFound: 1,
      usualGapMs: null,
      items: [],
      profileIds: [],
    }
    const finish = (claimed: typeof slow) =>
      finishPoll(database.db, byStage('poll-sources', LIVE_WORLD, at(2)), { ...poll, source: claimed })
    expect(await finish(slow)).toBeUndefined()
    expect(await database.db.selectFrom('sourceFetch').select('id').execute()).toHaveLength(0)
    expect(await finish(quick)).toEqual({ newItems: 0, sightings: 0, revisions: 0 })
    expect(await finish(quick)).toBeDefined()
  })
})

describe('turns', () => {
  const claim = (now: Date) => claimDueSources(database.db, { world: LIVE_WORLD, limit: 10, claimForMs: 60_000, now })
  const ASKED = [
    'https://a.example.org/1',
    'https://b.example.org/2',
    'https://example.net/3',
    'https://one.github.io/4',
    'https://two.github.io/5',
  ]

  test("a site's feeds are polled one after the other with a gap, and keep nobody else's waiting", async () => {
    const sources = await buildSources(database.db, ASKED)
    await buildProfile(
      database.db,
      sources.map(({ id }) => id),
    )
    const asked = async (now: Date) => {
      const claimed = await claim(now)
      for (const source of claimed) {
        await releaseClaim(database.db, source, now)
        await database.db
          .updateTable('source')
          .set({ nextFetchAt: at(9) })
          .where('id', '=', source.id)
          .execute()
      }
      return claimed.map(({ url }) => url).toSorted()
    }
    expect(await asked(at(0))).toEqual(ASKED.filter((url) => !url.includes('b.example.org')))
    expect(await asked(new Date(at(0).getTime() + POLITE_GAP_MS - 1))).toEqual([])
    expect(await asked(new Date(at(0).getTime() + POLITE_GAP_MS))).toEqual(['https://b.example.org/2'])
  })

  test('a turn is held until it is handed back or runs out, and the late comer hands back nothing', async () => {
    const sources = await buildSources(database.db, ASKED.slice(0, 2))
    await buildProfile(
      database.db,
      sources.map(({ id }) => id),
    )
    const [first] = await claim(at(0))
    if (!first) throw new Error('Nothing was claimed.')
    expect(await claim(at(0.9))).toEqual([])
    expect(await takeSiteTurn(database.db, turnAt(at(0.9)))).toMatchObject({ kind: 'wait' })
    const second = await takeSiteTurn(database.db, turnAt(at(1.1)))
    expect(second).toMatchObject({ kind: 'taken' })
    await releaseClaim(database.db, first, at(1.2))
    expect(await claim(at(1.5))).toEqual([])
    if (second.kind === 'taken')
      await endSiteTurns(database.db, [{ turn: second.turn, endedAt: at(1.5), restUntil: at(30) }])
    expect(await claim(at(29))).toEqual([])
    expect(await takeSiteTurn(database.db, turnAt(at(29)))).toEqual({ kind: 'wait', until: at(30) })
    expect(await claim(at(30))).toHaveLength(1)
  })

  test("an operator's gap makes a host a site of its own; a gap of zero lifts the turns", async () => {
    const urls = [
      ...ASKED.slice(0, 2),
      'https://a.example.org/6',
      'http://10.1.1.1/7',
      'http://10.1.1.1/8',
      'http://[fd00::1]/9',
    ]
    const sources = await buildSources(database.db, urls)
    await buildProfile(
      database.db,
      sources.map(({ id }) => id),
    )
    const { allowList } = parseAllowList('b.example.org;gap=5s,10.0.0.0/8;gap=0,fd00::/8;gap=1s')
    const gaps = listAllowedGaps(allowList)
    const claimed = await claimDueSources(database.db, {
      world: LIVE_WORLD,
      limit: 10,
      claimForMs: 60_000,
      now: at(0),
      gaps,
    })
    expect(claimed.map(({ turn }) => (turn === null ? 'none' : `${turn.site} ${turn.gapMs}`)).toSorted()).toEqual([
      'b.example.org 5000',
      'example.org 2000',
      'fd00::1 1000',
      'none',
      'none',
    ])
  })

  test('two workers that claim at once never share a site', async () => {
    const urls = Array.from({ length: 60 }, (_, index) =>
      `https://h${index}.site${index % 20}.example.org/feed`.replace('.example.org', '.example'),
    )
    const sources = await buildSources(database.db, urls)
    await buildProfile(
      database.db,
      sources.map(({ id }) => id),
    )
    const claims = await Promise.all(Array.from({ length: 4 }, () => claim(at(0))))
    const sites = claims.flat().map(({ turn }) => turn?.site)
    expect(sites).toHaveLength(20)
    expect(new Set(sites).size).toBe(20)
  })

  test('a poll that shutdown cut off gives its source back', async () => {
    const [source] = await buildSources(database.db, urls().slice(0, 1))
    if (!source) throw new Error('No source.')
    await buildProfile(database.db, [source.id])
    const asked = Promise.withResolvers<void>()
    const [feed] = server.feeds
    if (feed) feed.answer = () => asked.resolve()
    const pipeline = openOne()
    const polling = pipeline.poll(at(0))
    await asked.promise
    await pipeline.closeCollector()
    expect(await polling).toMatchObject({ claimed: 1, polled: 0, failed: 0 })
    expect(await database.db.selectFrom('source').select(['claimedUntil', 'failures']).execute()).toEqual([
      { claimedUntil: null, failures: 0 },
    ])
  })
})

describe('a bad source harms itself only', () => {
  test('each fault is said on the source, and the healthy one is collected in the same run', async () => {
    const sources = await buildSources(database.db, [...urls(), 'http://10.255.255.1/feed'])
    await buildProfile(
      database.db,
      sources.map(({ id }) => id),
    )
    const [page, missing, broken, healthy] = server.feeds
    if (!page || !missing || !broken || !healthy) throw new Error('A feed is missing.')
    page.answer = (_request, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><html><head><title>Home</title></head><body><p>Hello</p></body></html>')
    missing.answer = (_request, response) => response.writeHead(404).end()
    broken.answer = (_request, response) => response.socket?.destroy()
    healthy.publish(entry('fine'), {
      ...entry('odd\u0000'),
      title: 'From the year 2099',
      publishedAt: new Date('2099-01-01T00:00:00Z'),
    })
    expect(await openOne().poll(at(0))).toMatchObject({ claimed: 5, polled: 5, failed: 0, newItems: 2 })
    const states = await sourceStates()
    const codeOf = (url: string) => states.find((state) => state.url === url)?.outcome?.code
    expect([
      codeOf(page.url),
      codeOf(missing.url),
      codeOf(broken.url),
      codeOf(healthy.url),
      codeOf('http://10.255.255.1/feed'),
    ]).toEqual(['not_a_feed', 'http_error', 'connection_failed', 'fetched', 'refused_address'])
    expect(states.find(({ url }) => url === missing.url)).toMatchObject({ failures: 1, lastGoodAt: null })
    const future = (await items()).find(({ title }) => title === 'From the year 2099')
    expect(future).toMatchObject({ publishedAt: null, eventAt: at(0) })
    expect(states.find(({ url }) => url === healthy.url)?.outcome?.message).toContain('1 dated in the future')
  })

  test('a feed that is gone for good is paused and says so', async () => {
    const [source] = await buildSources(database.db, urls().slice(0, 1))
    if (!source) throw new Error('No source.')
    await buildProfile(database.db, [source.id])
    const [feed] = server.feeds
    if (feed) feed.answer = (_request, response) => response.writeHead(410).end()
    const pipeline = openOne()
    await pipeline.poll(at(0))
    expect(await database.db.selectFrom('source').select(['state', 'pausedReason']).execute()).toEqual([
      { state: 'paused', pausedReason: 'gone' },
    ])
    expect(await pipeline.poll(at(100))).toMatchObject({ claimed: 0 })
  })
})
