import type { SourceView } from '@hub/core/source/source-view.ts'
import type { ClusterCounts } from '@hub/workers/jobs/cluster-items.ts'
import type { PollCounts } from '@hub/workers/jobs/poll-sources.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { TEST_NOW } from '../support/build-people.ts'
import { buildProfile, buildSources } from '../support/build-watch.ts'
import {
  HOSTILE_ANSWERS,
  type HostileAnswer,
  type HostileServer,
  startHostileServer,
} from '../support/hostile-server.ts'
import { openPipeline, type Pipeline } from '../support/open-pipeline.ts'
import { signInAs } from '../support/sign-in.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const at = (minutes: number) => new Date(TEST_NOW.getTime() + minutes * 60_000)
const HEALTHY: readonly HostileAnswer[] = ['healthy', 'alsoHealthy', 'brokenXml', 'dated2099']

let database: TestDatabase
let server: HostileServer
let pipeline: Pipeline
let hub: TestApp
let polled: PollCounts
let clustered: ClusterCounts
const views = new Map<HostileAnswer, SourceView | undefined>()

beforeAll(async () => {
  ;[database, server] = await Promise.all([createTestDatabase(), startHostileServer()])
  hub = await createTestApp(database, { clock: () => at(1) })
  pipeline = openPipeline(database.appConfig, { deadlineMs: 4000 })
  const sources = await buildSources(database.db, HOSTILE_ANSWERS.map(server.urlOf))
  await buildProfile(
    database.db,
    sources.map(({ id }) => id),
  )
  polled = await pipeline.poll(at(0))
  clustered = await pipeline.cluster(at(0))
  const analyst = await signInAs(hub, 'analyst')
  const { rows } = (await (await analyst.request('GET', '/sources')).json()) as { rows: SourceView[] }
  for (const answer of HOSTILE_ANSWERS)
    views.set(
      answer,
      rows.find(({ url }) => url === server.urlOf(answer)),
    )
})
afterAll(async () => {
  await pipeline?.close(at(1000))
  await hub?.close()
  await Promise.all([database?.close(), server?.close()])
})

const BOMBS = ['gzipBomb', 'nestedBomb', 'deflateBomb', 'brotliBomb', 'zstdBomb'] as const
const WORDS: [HostileAnswer, string, string, string | null][] = [
  [
    'webPage',
    'not_a_feed',
    'The address leads to something that is not a feed. The address shows a web page, not a feed.',
    "Look for the feed's own address on the site.",
  ],
  ['missing', 'failing', 'There is nothing at this address (404).', 'Check the address.'],
  [
    'unreadable',
    'not_a_feed',
    'The address leads to something that is not a feed. The document starts like a feed but is too broken to read.',
    "Look for the feed's own address on the site.",
  ],
  [
    'emptyBody',
    'not_a_feed',
    'The feed is too broken to read. The document is empty.',
    "Look for the feed's own address on the site.",
  ],
  [
    'large',
    'failing',
    'The feed is too large. The document is larger than 15 MB; the fetch was stopped there.',
    "Look for the feed's own address on the site.",
  ],
  ...BOMBS.map((name): (typeof WORDS)[number] => [
    name,
    'failing',
    'The feed is too large. The document is larger than 15 MB; the fetch was stopped there.',
    "Look for the feed's own address on the site.",
  ]),
  [
    'endlessHeaders',
    'failing',
    'The feed is too large. 127.0.0.1 sends more headers than any site needs.',
    "Look for the feed's own address on the site.",
  ],
  [
    'halfOpen',
    'failing',
    'The site took too long to answer. 127.0.0.1 did not finish within 4 s.',
    'Nothing to do: the hub tries again by itself.',
  ],
  [
    'slowDownUntil',
    'failing',
    'The site asks us to come less often (429).',
    'Nothing to do: the hub tries again by itself.',
  ],
  [
    'drip',
    'failing',
    'The site took too long to answer. 127.0.0.1 did not finish within 4 s.',
    'Nothing to do: the hub tries again by itself.',
  ],
  ['refused', 'refused', '403: the site refuses us.', 'Ask the publisher for access, or remove it.'],
  ['gone', 'gone', 'The site says this feed is gone for good (410).', 'Remove it, or enter its new address.'],
  [
    'slowDown',
    'failing',
    'The site asks us to come less often (429).',
    'Nothing to do: the hub tries again by itself.',
  ],
  ['inTrouble', 'failing', '503: the site has trouble of its own.', 'Nothing to do: the hub tries again by itself.'],
  ['hangsUp', 'failing', 'No connection to the site.', 'Nothing to do: the hub tries again by itself.'],
  [
    'circle',
    'failing',
    'The site sends us round in circles or to an address that cannot be followed. 127.0.0.1 redirects more than 5 times.',
    'Check the address.',
  ],
  [
    'toLoopback',
    'refused',
    'The address leads into a private network, which the hub does not enter. It redirects to http://127.0.0.2:',
    'If it is yours, an operator can list the host in HUB_ALLOW_HOSTS.',
  ],
  [
    'toPrivate',
    'refused',
    'It redirects to http://10.1.2.3/feed.xml: 10.1.2.3 is a private or reserved address (private).',
    'If it is yours, an operator can list the host in HUB_ALLOW_HOSTS.',
  ],
  [
    'toMetadata',
    'refused',
    'It redirects to http://169.254.169.254/latest/meta-data/: 169.254.169.254 is a private or reserved address (linkLocal).',
    'If it is yours, an operator can list the host in HUB_ALLOW_HOSTS.',
  ],
]

describe('a source that misbehaves', () => {
  test.each(WORDS)('%s is told as %s', (answer, state, happened, todo) => {
    expect(views.get(answer)?.health).toMatchObject({ state, happened: expect.stringContaining(happened), todo })
  })

  test('leads to no address that nobody allowed', () => {
    expect(server.forbiddenConnections()).toBe(0)
  })

  test('is asked again when it makes sense: not at all when gone, not before it wishes when told to slow down', async () => {
    expect(views.get('gone')).toMatchObject({ state: 'paused', nextFetchAt: null })
    expect(views.get('slowDown')?.nextFetchAt).toBe(at(120).toISOString())
    expect(views.get('slowDownUntil')?.nextFetchAt).toBe('2026-11-23T15:00:00.000Z')
    // Their deadlines are real time, and were waited for once.
    const slow = [server.urlOf('drip'), server.urlOf('halfOpen')]
    await database.db.updateTable('source').set({ state: 'paused' }).where('url', 'in', slow).execute()
    await pipeline.poll(at(119))
    expect([server.requestsOf('gone'), server.requestsOf('slowDown')]).toEqual([1, 1])
    await pipeline.poll(at(121))
    expect([server.requestsOf('gone'), server.requestsOf('slowDown')]).toEqual([1, 2])
  })
})

describe('beside them', () => {
  test('every poll ends, and the healthy sources lose nothing', () => {
    expect(polled).toMatchObject({
      claimed: HOSTILE_ANSWERS.length,
      polled: HOSTILE_ANSWERS.length,
      failed: 0,
      stale: 0,
    })
    expect(views.get('healthy')?.health).toMatchObject({ state: 'ok', happened: 'Working.', todo: null })
    expect(views.get('alsoHealthy')?.health).toMatchObject({ state: 'ok', happened: 'Working.', todo: null })
    expect(HEALTHY.map((answer) => views.get(answer)?.itemsThisWeek)).toEqual([2, 1, 3, 2])
    expect(clustered.assigned).toBe(polled.newItems)
  })

  test('a feed ten thousand elements deep ends no poll but its own', () => {
    expect(views.get('deepXml')?.health.state).toMatch(/^(ok|not_a_feed)$/)
  })

  test('broken XML that can be repaired yields its items', async () => {
    expect(views.get('brokenXml')).toMatchObject({ health: { state: 'ok' } })
    const titles = await titlesOf('brokenXml')
    expect(titles).toEqual(['Café & bar opens', 'Cut off', 'Salt & vinegar again'])
  })

  test('items dated 2099 are kept with what the feed said, and count from when they were first seen', async () => {
    const items = await itemsOf('dated2099')
    expect(
      items.map(({ title, publishedAt, publishedRaw, eventAt, firstSeenAt }) => [
        title,
        publishedAt,
        publishedRaw,
        eventAt,
        firstSeenAt,
      ]),
    ).toEqual([
      [
        'Written today',
        new Date('2026-11-23T08:00:00Z'),
        'Mon, 23 Nov 2026 08:00:00 GMT',
        new Date('2026-11-23T08:00:00Z'),
        at(0),
      ],
      ['Written tomorrow', null, 'Thu, 01 Jan 2099 00:00:00 GMT', at(0), at(0)],
    ])
    expect(views.get('dated2099')?.health).toMatchObject({
      state: 'ok',
      happened: 'Working. Of 2 entries: 1 dated in the future. They are sorted by when we first saw them.',
    })
  })
})

async function itemsOf(answer: HostileAnswer) {
  return database.db
    .selectFrom('item')
    .innerJoin('source', 'source.id', 'item.sourceId')
    .select(['item.title', 'publishedAt', 'publishedRaw', 'eventAt', 'firstSeenAt'])
    .where('source.url', '=', server.urlOf(answer))
    .orderBy('item.title')
    .execute()
}

async function titlesOf(answer: HostileAnswer): Promise<string[]> {
  return (await itemsOf(answer)).map(({ title }) => title)
}
