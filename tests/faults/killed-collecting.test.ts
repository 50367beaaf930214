import { afterAll, beforeAll, expect, test } from 'vitest'

import { readTestEnv } from '@hub/config/test-env.ts'
import type { Db } from '@hub/db/connect.ts'

import { buildProfile, buildSources } from '../support/build-watch.ts'
import { type FeedEntry, type FeedServer, startFeedServer } from '../support/feed-server.ts'
import { openPipeline } from '../support/open-pipeline.ts'
import type { PipelineOrders } from '../support/pipeline-process.ts'
import { runPipelineProcess } from '../support/run-pipeline-process.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { at } from '../flows/water-story.ts'

/**
 * A collecting process is killed at points drawn by chance, among three rounds of news: first items, then new ones, changed
 * words and pages that several feeds carry, then nothing new. Whoever collects next has to end where nobody was killed.
 */
const { isLongFaults, seed = isLongFaults ? Date.now() % 1_000_000_000 : 20_261_125 } = readTestEnv()
const POINTS = isLongFaults ? 200 : 5
const FEEDS = 5
/** About as many statements as the rounds have; a point beyond the end of a round kills nobody, which is a point too. */
const STATEMENTS = [45, 45, 8]
const ROUNDS = [0, 10, 20]

let server: FeedServer

beforeAll(async () => {
  server = await startFeedServer(FEEDS)
})
afterAll(() => server?.close())

const entry = (feed: number, id: string, words: string, url?: string): FeedEntry => ({
  id: `${feed}-${id}`,
  title: `${words} (${feed}-${id})`,
  text: `${words}, the paper number ${feed} of the valley says in its report ${id}.`,
  publishedAt: at(-60),
  ...(url === undefined ? {} : { url }),
})

function publishRound(round: number): void {
  for (const [index, feed] of server.feeds.entries()) {
    const first = [0, 1, 2].map((id) => entry(index, `first${id}`, 'The water is safe'))
    const changed = entry(index, 'first0', 'The water is not safe after all')
    const shared = entry(index, 'shared', 'The mayor speaks', `${server.origin}/shared`)
    const later = [changed, ...first.slice(1), entry(index, 'second', 'The valley waits'), shared]
    feed.replace(round === 0 ? first : later)
  }
}

/** Collects the three rounds; in one of them by a process that dies, which the next poll has to make good. */
async function collectRounds(dying?: { round: number; dieBefore: PipelineOrders['dieBefore'] }) {
  const database = await createTestDatabase()
  const pipeline = openPipeline(database.appConfig)
  try {
    const sources = await buildSources(
      database.db,
      server.feeds.map(({ url }) => url),
    )
    await buildProfile(
      database.db,
      sources.map(({ id }) => id),
    )
    let isKilled = false
    for (const [round, minutes] of ROUNDS.entries()) {
      publishRound(round)
      await makeDue(database.db)
      if (dying?.round === round) {
        const runsAt = [at(minutes).toISOString()]
        const config = database.appConfig
        const ended = await runPipelineProcess({ config, runsAt, isCollectingOnly: true, dieBefore: dying.dieBefore })
        isKilled = ended.signal === 'SIGKILL'
        if (!isKilled) expect(ended).toMatchObject({ code: 0, errors: '' })
      }
      // By then the claims of the dead have run out.
      await pipeline.poll(at(minutes + 5))
    }
    const pending = await database.db.selectFrom('itemPending').select('itemId').execute()
    await pipeline.cluster(at(60))
    return { isKilled, state: await describeCollected(database.db, pending.length) }
  } finally {
    await pipeline.close(at(60))
    await database.close()
  }
}

async function makeDue(db: Db): Promise<void> {
  await db
    .updateTable('source')
    .set({ nextFetchAt: new Date(0) })
    .execute()
}

/** What was collected, by names that do not change from run to run. The page that all feeds carry is whoever's came first. */
async function describeCollected(db: Db, pending: number) {
  const items = await db.selectFrom('item').select(['id', 'url', 'title']).execute()
  const nameOf = new Map<string, string>(items.map(({ id, url }) => [id, new URL(url ?? '').pathname]))
  const name = (id: string) => nameOf.get(id) ?? 'missing'
  const sightings = await db
    .selectFrom('itemSighting')
    .innerJoin('source', 'source.id', 'itemSighting.sourceId')
    .select(['itemId', 'source.url'])
    .execute()
  const revisions = await db.selectFrom('itemRevision').select(['itemId', 'revision', 'title']).execute()
  const sequence = await db
    .selectFrom('itemAssignment')
    .select(['shard', 'shardSeq', 'itemId'])
    .orderBy('shardSeq')
    .execute()
  const shared = (path: string, title: string) => (path === '/shared' ? path : `${path} ${title}`)
  return {
    pending,
    items: items.map(({ id, title }) => shared(name(id), title)).toSorted(),
    identities: (await db.selectFrom('itemIdentity').select('key').execute()).length,
    sightings: sightings.map(({ itemId, url }) => `${name(itemId)} by ${new URL(url).pathname}`).toSorted(),
    revisions: revisions.map(({ itemId, revision, title }) => `${name(itemId)} ${revision} ${title}`).toSorted(),
    sequence: sequence.map(({ shard, shardSeq }) => `${shard} ${shardSeq}`),
    sequenced: sequence.map(({ itemId }) => name(itemId)).toSorted(),
    failures: (await db.selectFrom('source').select('failures').execute()).map(({ failures }) => failures),
  }
}

test(
  `a process killed at ${POINTS} points (HUB_TEST_SEED=${seed}) loses no item and doubles none`,
  async () => {
    const random = seededRandom(seed)
    const undisturbed = (await collectRounds()).state
    expect(undisturbed.items).toHaveLength(FEEDS * 4 + 1)
    expect(undisturbed.sightings).toHaveLength(FEEDS * 5)
    expect(undisturbed.revisions).toHaveLength(FEEDS * 2)
    let killed = 0
    for (let point = 0; point < POINTS; point += 1) {
      const round = Math.floor(random() * ROUNDS.length)
      const nth = 1 + Math.floor(random() * (STATEMENTS[round] ?? 1))
      const dieBefore = { statement: '', nth, isSent: random() < 0.5 }
      const { isKilled, state } = await collectRounds({ round, dieBefore })
      if (isKilled) killed += 1
      expect(state, `killed in round ${round} at statement ${nth}${dieBefore.isSent ? ', sent' : ''}`).toEqual(
        undisturbed,
      )
    }
    expect(killed).toBeGreaterThan(POINTS / 4)
  },
  POINTS * 30_000,
)
