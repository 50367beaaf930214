import { createHmac } from 'node:crypto'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { parseAllowList } from '@hub/core/source/allow-list.ts'
import { subscribeHubs } from '@hub/workers/jobs/subscribe-hubs.ts'
import { pollSources } from '@hub/workers/jobs/poll-sources.ts'
import { createPageDesk } from '@hub/workers/pages/page-desk.ts'
import { createCollector, type Collector } from '@hub/workers/poll/collector.ts'
import { SILENT_LOG } from '@hub/workers/stage-deps.ts'
import { callbackBase } from '@hub/workers/websub/callback-base.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { TEST_NOW } from '../support/build-people.ts'
import { buildProfile, buildSources } from '../support/build-watch.ts'
import { rssOf } from '../support/page-site.ts'
import { type SiteServer, startSiteServer } from '../support/site-server.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const DAY = 86_400_000
let database: TestDatabase
let hub: TestApp
let site: SiteServer
let collector: Collector
let now = TEST_NOW
let sourceId = ''
const asked: URLSearchParams[] = []
const clock = () => now
const pass = (ms: number) => (now = new Date(now.getTime() + ms))
const deps = () => ({ db: database.db, world: LIVE_WORLD, log: SILENT_LOG, clock })
const poll = () =>
  pollSources({ ...deps(), collector, settleWithinMs: Number.POSITIVE_INFINITY, random: () => 0.5, followsHubs: true })
const subscribe = (base: string | null = 'https://hub.example/hooks/websub/') =>
  subscribeHubs({ ...deps(), desk: createPageDesk(collector.tools), callbackBase: base })
const held = () => database.db.selectFrom('websubSubscription').selectAll().executeTakeFirstOrThrow()
const source = () => database.db.selectFrom('source').selectAll().executeTakeFirstOrThrow()
const callback = async () => `/hooks/websub/${(await held()).token}`
const topic = () => site.urlOf('/feed')

async function confirm(query: Record<string, string>) {
  const answer = await hub.app.request(`${await callback()}?${new URLSearchParams(query).toString()}`)
  return { status: answer.status, body: await answer.text() }
}
async function push(body: string, signature: string) {
  const request = { method: 'POST', body, headers: { 'x-hub-signature': signature } }
  return (await hub.app.request(await callback(), request)).status
}
const sign = (method: string, body: string, secret: string) =>
  `${method}=${createHmac(method, secret).update(body).digest('hex')}`

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSiteServer({
    '/feed': (_, response) =>
      void response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(
          rssOf('The Paper', 2).replace(
            '<description>',
            `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="${site.urlOf('/hub')}"/><atom:link rel="self" href="${topic()}"/><description>`,
          ),
        ),
    '/hub': (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        asked.push(new URLSearchParams(Buffer.concat(chunks).toString()))
        response.writeHead(202).end()
      })
    },
  })
  hub = await createTestApp(database, { clock })
  const { allowList } = parseAllowList('127.0.0.1;gap=0')
  collector = createCollector({ db: database.db, clock, allowList, contact: 'http://localhost', version: 'test' })
  const sources = await buildSources(database.db, [topic()])
  sourceId = sources[0]?.id ?? ''
  await buildProfile(
    database.db,
    sources.map(({ id }) => id),
  )
})
afterAll(async () => {
  await collector?.close()
  await hub?.close()
  await Promise.all([database?.close(), site?.close()])
})

describe('a feed that names a hub', () => {
  test('is subscribed to once, with a secret and a callback that nobody can guess', async () => {
    await poll()
    expect(await subscribe(null)).toEqual({ asked: 0 })
    expect(await subscribe()).toEqual({ asked: 1 })
    expect(await subscribe()).toEqual({ asked: 0 })
    const { token, secret } = await held()
    expect(token.length).toBeGreaterThanOrEqual(32)
    expect(Object.fromEntries(asked[0] ?? [])).toEqual({
      'hub.callback': `https://hub.example/hooks/websub/${token}`,
      'hub.mode': 'subscribe',
      'hub.topic': topic(),
      'hub.lease_seconds': String((14 * DAY) / 1000),
      'hub.secret': secret,
    })
  })

  test('confirms what it asked for and nothing else', async () => {
    const intent = { 'hub.mode': 'subscribe', 'hub.challenge': 'c1', 'hub.lease_seconds': String((30 * DAY) / 1000) }
    expect((await hub.app.request('/hooks/websub/guessed?hub.mode=subscribe&hub.topic=x')).status).toBe(404)
    expect(await confirm({ ...intent, 'hub.topic': 'https://other.example/' })).toMatchObject({ status: 404 })
    expect(await confirm({ ...intent, 'hub.mode': 'unsubscribe', 'hub.topic': topic() })).toMatchObject({ status: 404 })
    expect(await confirm({ ...intent, 'hub.topic': topic() })).toEqual({ status: 200, body: 'c1' })
    expect(await held()).toMatchObject({ state: 'active', leaseEndsAt: new Date(now.getTime() + 14 * DAY) })
  })

  test('is fetched at once when its hub pushes with the right signature; else the push is ignored', async () => {
    const body = '<rss>whatever was pushed</rss>'
    const { secret } = await held()
    const before = await source()
    expect(before.nextFetchAt.getTime()).toBeGreaterThan(now.getTime())
    for (const wrong of ['', 'sha256=00', sign('sha256', body, 'guess'), sign('md5', body, secret), 'sha256=zz'])
      expect([wrong, await push(body, wrong)]).toEqual([wrong, 202])
    expect((await source()).nextFetchAt).toEqual(before.nextFetchAt)
    pass(5 * 60_000)
    expect(await push(body, sign('sha1', body, secret))).toBe(202)
    expect((await source()).nextFetchAt).toEqual(before.nextFetchAt)
    expect((await held()).problem).toContain('SHA-1')
    for (const method of ['sha256', 'sha512']) expect(await push(body, sign(method, body, secret))).toBe(202)
    expect((await source()).nextFetchAt).toEqual(now)
    const events = await database.db.selectFrom('outbox').select('topic').where('aggregateId', '=', sourceId).execute()
    expect(events).toEqual([{ topic: 'poll-sources' }])
  })

  test('is polled daily as a back-up while its news is pushed', async () => {
    await poll()
    expect((await source()).nextFetchAt.getTime()).toBe(now.getTime() + DAY)
  })

  test('is subscribed to again before its lease ends', async () => {
    pass(12 * DAY)
    expect(await subscribe()).toEqual({ asked: 0 })
    pass(0.7 * DAY)
    expect(await subscribe()).toEqual({ asked: 1 })
    expect(asked.at(-1)?.get('hub.mode')).toBe('subscribe')
    expect(await confirm({ 'hub.mode': 'subscribe', 'hub.topic': topic(), 'hub.challenge': 'c2' })).toMatchObject({
      body: 'c2',
    })
  })

  test('is unsubscribed from when it is no longer collected, and then takes no push', async () => {
    await database.db.updateTable('source').set({ state: 'paused' }).execute()
    expect(await subscribe()).toEqual({ asked: 1 })
    expect(asked.at(-1)?.get('hub.mode')).toBe('unsubscribe')
    const farewell = { 'hub.mode': 'unsubscribe', 'hub.topic': topic(), 'hub.challenge': 'c3' }
    expect(await confirm(farewell)).toMatchObject({ status: 200, body: 'c3' })
    const { secret, state } = await held()
    expect([state, await push('x', sign('sha256', 'x', secret))]).toEqual(['ended', 410])
    expect((await source()).pushedUntil).toBeNull()
  })

  test('is subscribed to anew when it is collected again; a hub may refuse', async () => {
    await database.db.updateTable('source').set({ state: 'approved', nextFetchAt: now, bodyHash: null }).execute()
    await poll()
    expect(await subscribe()).toEqual({ asked: 1 })
    const refusal = { 'hub.mode': 'denied', 'hub.topic': topic(), 'hub.reason': 'Full' }
    expect(await confirm(refusal)).toMatchObject({ status: 200 })
    expect(await held()).toMatchObject({ state: 'refused', problem: 'The hub refuses: Full.' })
    pass(30 * DAY)
    expect(await subscribe()).toEqual({ asked: 0 })
  })
})

test('WebSub is on only where hubs can reach us', () => {
  expect(callbackBase('https://hub.example.gov')).toBe('https://hub.example.gov/hooks/websub/')
  for (const url of [
    'http://hub.example.gov',
    'https://localhost',
    'https://10.0.0.1',
    'https://hub',
    'https://a.local',
  ])
    expect([url, callbackBase(url)]).toEqual([url, null])
})
