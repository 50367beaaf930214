import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { MOVE_STABLE_MS } from '@hub/core/source/judge-move.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { listHealthChecks } from '@hub/db/health/list-health-checks.ts'
import { editSource } from '@hub/db/source/edit-source.ts'
import type { FetchOutcome, RedirectHop } from '@hub/workers/collect/fetch-outcome.ts'

import { buildUnit, buildUser } from '../support/build-people.ts'
import { buildProfile, buildSources } from '../support/build-watch.ts'
import { openPipeline, type Pipeline } from '../support/open-pipeline.ts'
import { gives, givesNothingNew, refuses, type Request, scriptFetcher } from '../support/script-fetcher.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { at } from './water-story.ts'

const DAY = 24 * 60
const FEED = 'https://paper.example/feed'

let database: TestDatabase
let pipeline: Pipeline
let requests: Request[]
let answer: (url: string) => FetchOutcome

beforeEach(async () => {
  database = await createTestDatabase()
  answer = (url) => gives(url, ['One'])
  const script = scriptFetcher((url) => answer(url))
  requests = script.requests
  pipeline = openPipeline(database.appConfig, { fetcher: script.fetcher, allowHosts: '' })
})
afterEach(async () => {
  await pipeline.close(at(0))
  await database.close()
})

async function watch(...urls: string[]) {
  const sources = await buildSources(database.db, urls)
  await buildProfile(
    database.db,
    sources.map(({ id }) => id),
    { endsAt: at(60 * DAY) },
  )
  return sources
}
/** Polls at a time, as if every source were due. */
async function pollAt(minutes: number) {
  await database.db
    .updateTable('source')
    .set({ nextFetchAt: new Date(0) })
    .execute()
  return pipeline.poll(at(minutes))
}
const row = () => database.db.selectFrom('source').selectAll().orderBy('createdAt').executeTakeFirstOrThrow()
const log = () =>
  database.db.selectFrom('sourceFetch').select(['outcome', 'times', 'detail']).orderBy('at').orderBy('id').execute()

async function byPerson(minutes: number) {
  const unit = await buildUnit(database.db, { slug: 'coordination', kind: 'coordination' })
  const user = await buildUser(database.db, { role: 'coordinator', unitId: unit.id })
  return { actor: user.actor, now: at(minutes) }
}

describe('conditional requests', () => {
  test('what the site gave is sent back as it was, cleared with the address, and left out once a week', async () => {
    const [source] = await watch(FEED)
    if (!source) throw new Error('No source.')
    await pollAt(0)
    answer = givesNothingNew
    await pollAt(30)
    const sent = { etag: 'W/"a, b"', lastModified: 'Tue, 24 Nov 2026 08:00:00 +0000', finalUrl: FEED }
    expect(requests.map(({ validators }) => validators)).toEqual([null, sent])
    await pollAt(7 * DAY - 1)
    expect(requests.at(-1)?.validators).toEqual(sent)
    answer = (url) => gives(url, ['One'])
    await pollAt(7 * DAY)
    expect(requests.at(-1)?.validators).toBeNull()
    await pollAt(7 * DAY + 30)
    expect(requests.at(-1)?.validators).toEqual(sent)
    await editSource(database.db, await byPerson(7 * DAY + 31), { id: source.id, url: 'https://paper.example/new' })
    await pollAt(7 * DAY + 40)
    expect(requests.at(-1)).toEqual({ url: 'https://paper.example/new', validators: null })
  })

  test('a body that is the same byte for byte is not read again', async () => {
    await watch(FEED)
    await pollAt(0)
    await pollAt(30)
    expect((await log()).map(({ outcome }) => outcome)).toEqual(['fetched', 'not_modified'])
  })

  test('answers without news share one line of the log a day, and cost no audit entry', async () => {
    await watch(FEED, 'https://other.example/feed')
    answer = givesNothingNew
    for (let minutes = 0; minutes < 50; minutes += 10) expect(await pollAt(minutes)).toMatchObject({ polled: 2 })
    expect((await log()).map(({ outcome, times }) => `${outcome} ${times}`)).toEqual([
      'not_modified 5',
      'not_modified 5',
    ])
    answer = (url) => refuses(url, 500)
    await pollAt(60)
    answer = givesNothingNew
    await pollAt(70)
    await pollAt(DAY + 70)
    expect((await log()).slice(2).map(({ outcome, times }) => `${outcome} ${times}`)).toEqual([
      'http_error 1',
      'http_error 1',
      'not_modified 1',
      'not_modified 1',
      'not_modified 1',
      'not_modified 1',
    ])
    expect(await database.db.selectFrom('auditEvent').select('id').execute()).toEqual([])
  })
})

describe('a feed that moved', () => {
  const hop = (to: string, permanent = true, from = FEED): RedirectHop => ({
    from,
    to,
    permanent,
    status: permanent ? 301 : 302,
  })
  const NEW = 'https://fresh.example/feed'

  test('has its address changed once the same permanent redirect stood for seven days', async () => {
    await watch(FEED)
    answer = (url) => gives(url, ['One'], { hops: [hop(NEW)], finalUrl: NEW })
    await pollAt(0)
    expect(await row()).toMatchObject({ url: FEED, movedTo: NEW, movedSince: at(0), site: 'fresh.example' })
    await pollAt(MOVE_STABLE_MS / 60_000 - 1)
    expect(await row()).toMatchObject({ url: FEED, movedSince: at(0) })
    await pollAt(MOVE_STABLE_MS / 60_000)
    expect(await row()).toMatchObject({
      url: NEW,
      canonicalUrl: NEW,
      movedTo: null,
      etag: null,
      bodyHash: null,
      failures: 0,
    })
    const [audit] = await database.db
      .selectFrom('auditEvent')
      .select(['action', 'details'])
      .where('action', '=', 'moved')
      .execute()
    expect(audit?.details).toMatchObject({ was: FEED, is: NEW })
    expect((await log()).at(-1)?.detail).toMatchObject({
      message: `The site has moved this feed for good: its address is now ${NEW} (it was ${FEED}).`,
    })
  })

  test('starts anew with another target or a fetch without the redirect; a failed fetch says nothing', async () => {
    await watch(FEED)
    answer = (url) => gives(url, ['One'], { hops: [hop(NEW)], finalUrl: NEW })
    await pollAt(0)
    answer = (url) => refuses(url, 500)
    await pollAt(DAY)
    expect(await row()).toMatchObject({ movedTo: NEW, movedSince: at(0) })
    answer = (url) => gives(url, ['One'])
    await pollAt(2 * DAY)
    expect(await row()).toMatchObject({ movedTo: null, movedSince: null })
    answer = (url) => gives(url, ['One'], { hops: [hop(NEW, false)], finalUrl: NEW })
    await pollAt(3 * DAY)
    expect(await row()).toMatchObject({ movedTo: null })
    const lasting = 'https://paper.example/feed.xml'
    answer = (url) => gives(url, ['One'], { hops: [hop(lasting), hop(NEW, false, lasting)], finalUrl: NEW })
    await pollAt(4 * DAY)
    expect(await row()).toMatchObject({ movedTo: lasting, movedSince: at(4 * DAY) })
  })

  test('stays where it is, and says what to do, when another source has that address', async () => {
    await watch(FEED, NEW)
    answer = (url) => (url === FEED ? gives(url, ['One'], { hops: [hop(NEW)], finalUrl: NEW }) : givesNothingNew(url))
    await pollAt(0)
    await pollAt(8 * DAY)
    const moved = await database.db.selectFrom('source').selectAll().where('url', '=', FEED).executeTakeFirstOrThrow()
    expect(moved.outcome?.['message']).toBe(
      `The site has moved this feed to ${NEW}, which the source “${NEW}” collects already. Remove one of the two.`,
    )
  })
})

describe('what a site refuses', () => {
  test('410 pauses until the address is edited; 404 only backs off', async () => {
    const [gone] = await watch(FEED)
    if (!gone) throw new Error('No source.')
    answer = (url) => refuses(url, 404)
    await pollAt(0)
    expect(await row()).toMatchObject({ state: 'approved', failures: 1 })
    answer = (url) => refuses(url, 410)
    await pollAt(60)
    expect(await row()).toMatchObject({ state: 'paused', pausedReason: 'gone' })
    expect(await pollAt(90)).toMatchObject({ claimed: 0 })
    await editSource(database.db, await byPerson(91), { id: gone.id, url: 'https://paper.example/new' })
    answer = (url) => gives(url, ['One'])
    expect(await pollAt(100)).toMatchObject({ polled: 1 })
    expect(await row()).toMatchObject({ state: 'approved', pausedReason: null, failures: 0 })
  })

  test.each([
    [429, 45, 45],
    [503, 45, 45],
    [429, null, 10],
    [429, 30 * DAY, 7 * DAY],
  ])('%i with Retry-After %s: every source of the site rests', async (status, asked, rests) => {
    await watch('https://a.paper.example/1', 'https://b.paper.example/2', 'https://other.example/3')
    answer = (url) =>
      url.endsWith('/1') ? refuses(url, status, asked === null ? null : asked * 60_000) : givesNothingNew(url)
    await database.db
      .updateTable('source')
      .set({ nextFetchAt: at(-1) })
      .where('url', 'like', '%/1')
      .execute()
    await database.db
      .updateTable('source')
      .set({ nextFetchAt: at(0) })
      .where('url', 'not like', '%/1')
      .execute()
    await pipeline.poll(at(0))
    expect(requests.map(({ url }) => url).toSorted()).toEqual(['https://a.paper.example/1', 'https://other.example/3'])
    await pollAt(rests - 1)
    expect(requests.filter(({ url }) => url.includes('paper'))).toHaveLength(1)
    await pollAt(rests)
    expect(requests.filter(({ url }) => url.includes('paper'))).toHaveLength(2)
    const words = await database.db
      .selectFrom('source')
      .select('outcome')
      .where('url', 'like', '%/1')
      .executeTakeFirst()
    if (rests === 7 * DAY)
      expect(words?.outcome?.['message']).toContain('alone for 30 days; the hub tries again after 7')
  })

  test('503 without a time, and 500, concern the source alone; a redirect makes the other site rest', async () => {
    await watch('https://a.paper.example/1', 'https://b.paper.example/2', 'https://busy.example/3')
    answer = (url) =>
      url.endsWith('/1') ? { ...refuses('https://busy.example/x', 429, 3_600_000) } : refuses(url, 503)
    await database.db
      .updateTable('source')
      .set({ nextFetchAt: at(0) })
      .where('url', 'not like', '%/1')
      .execute()
    await database.db
      .updateTable('source')
      .set({ nextFetchAt: at(9) })
      .where('url', 'like', '%busy%')
      .execute()
    await pipeline.poll(at(0))
    await pipeline.poll(at(1))
    expect(requests.map(({ url }) => url)).toEqual(['https://a.paper.example/1', 'https://b.paper.example/2'])
    answer = givesNothingNew
    await pollAt(59)
    expect(requests.filter(({ url }) => url.includes('busy'))).toEqual([])
    await pollAt(60)
    expect(requests.filter(({ url }) => url.includes('busy'))).toHaveLength(1)
  })
})

describe('the hub as a whole', () => {
  const collecting = async (minutes: number) => {
    const checks = await listHealthChecks(database.db, LIVE_WORLD, at(minutes))
    return checks.find(({ name }) => name === 'Collecting as a whole')
  }

  test('an alarm when nothing succeeds although sources are due; over with the first success', async () => {
    await watch('https://a.example/1', 'https://b.example/2', 'https://c.example/3')
    await pollAt(0)
    expect(await collecting(14)).toMatchObject({ ok: true })
    answer = (url) => refuses(url, 500)
    await pollAt(10)
    expect(await collecting(14)).toMatchObject({ ok: true })
    expect(await collecting(16)).toEqual({
      name: 'Collecting as a whole',
      ok: false,
      says: 'No source could be fetched for 16 min: 3 failed and 0 are late. See whether this machine reaches the internet and its name servers, and whether the workers run.',
    })
    answer = (url) => gives(url, ['One'])
    await pollAt(20)
    expect(await collecting(21)).toMatchObject({ ok: true })
  })

  test('sources whose site asked for a rest, and those filled by hand, are never late', async () => {
    const [resting, byHand] = await watch('https://a.example/1', 'https://b.example/2')
    if (!resting || !byHand) throw new Error('A source is missing.')
    answer = (url) => refuses(url, 429, 3_600_000 * 24)
    await database.db.updateTable('source').set({ kind: 'manual' }).where('id', '=', byHand.id).execute()
    await pollAt(0)
    await database.db
      .updateTable('source')
      .set({ nextFetchAt: at(1) })
      .where('id', '=', resting.id)
      .execute()
    const checks = await listHealthChecks(database.db, LIVE_WORLD, at(600))
    expect(checks.find(({ name }) => name === 'Fetching of sources')).toMatchObject({ ok: true })
    expect(await collecting(600)).toMatchObject({ ok: true })
  })
})
