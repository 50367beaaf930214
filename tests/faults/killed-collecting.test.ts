import { afterAll, beforeAll, expect, test } from 'vitest'

import { readTestEnv } from '@hub/config/test-env.ts'
import type { Db } from '@hub/db/connect.ts'
import { sql } from 'kysely'

import { buildProfile, buildSources } from '../support/build-watch.ts'
import { countStatements } from '../support/count-statements.ts'
import { type FeedEntry, type FeedServer, startFeedServer } from '../support/feed-server.ts'
import { openPipeline } from '../support/open-pipeline.ts'
import { runPipelineProcess } from '../support/run-pipeline-process.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { at } from '../flows/water-story.ts'
import { describeCollected, describeSequence } from './collected-state.ts'

/**
 * A collecting process is killed at a statement drawn by chance, another makes it good, more news comes, the next is killed,
 * and so on. Each round brings new items, changed words and a page that all feeds carry, and after each the database has to
 * hold what it holds where nobody was killed.
 */
const { isLongFaults, seed = isLongFaults ? Date.now() % 1_000_000_000 : 20_261_125 } = readTestEnv()
const POINTS = isLongFaults ? 200 : 5
/** Rounds in one database, one kill in each. */
const ROUNDS = isLongFaults ? 8 : 5
/** Stories collected beside each other, each with sites and a database of its own. */
const LANES = isLongFaults ? 3 : 1
const FEEDS = 3
const MINUTES_A_ROUND = 10

type State = Awaited<ReturnType<typeof describeCollected>>
type Kill = { nth: number; isSent: boolean }
/** What a story left behind: the state after each round, how many statements each took, and where a kill took effect. */
type Story = { states: State[]; statements: number[]; killed: boolean[]; sequence: object }

let servers: FeedServer[]

beforeAll(async () => {
  servers = await Promise.all(Array.from({ length: LANES }, () => startFeedServer(FEEDS)))
})
afterAll(async () => {
  await Promise.all((servers ?? []).map((server) => server.close()))
})

function publishRound(server: FeedServer, round: number): void {
  for (const [index, feed] of server.feeds.entries()) {
    const entry = (id: string, title: string, url?: string): FeedEntry => ({
      id: `${index}-${id}`,
      title,
      text: `${title}, the paper number ${index} of the valley says in its report ${id}.`,
      publishedAt: at(-60),
      ...(url === undefined ? {} : { url }),
    })
    const rounds = Array.from({ length: round + 1 }, (_, nth) => nth)
    feed.replace([
      entry('told', `The water is told of ${round} times (${index})`),
      ...rounds.map((nth) => entry(`new${nth}`, `The valley waits (${index}-${nth})`)),
      ...rounds.map((nth) =>
        entry(`shared${nth}`, `The mayor speaks (${index}-${nth})`, `${server.origin}/shared${nth}`),
      ),
    ])
  }
}

/** Collects round after round; in each, where a kill is given, first by a process that dies there. */
async function collectStory(server: FeedServer, rounds: number, kills: readonly Kill[] = []): Promise<Story> {
  const database = await createTestDatabase()
  const pipeline = openPipeline(database.appConfig)
  const story: Story = { states: [], statements: [], killed: [], sequence: {} }
  try {
    const urls = server.feeds.map(({ url }) => url)
    const sources = await buildSources(database.db, urls)
    const ids = sources.map(({ id }) => id)
    await buildProfile(database.db, ids)
    for (let round = 0; round < rounds; round += 1) {
      publishRound(server, round)
      const due = { nextFetchAt: new Date(0) }
      await database.db.updateTable('source').set(due).execute()
      const minutes = round * MINUTES_A_ROUND
      const kill = kills[round]
      if (kill !== undefined) story.killed.push(await dieCollecting(database.appConfig, database.db, at(minutes), kill))
      // By then the claims of the dead have run out.
      story.statements.push(await countStatements(() => pipeline.poll(at(minutes + MINUTES_A_ROUND / 2))))
      story.states.push(await describeCollected(database.db))
    }
    await pipeline.cluster(at(rounds * MINUTES_A_ROUND))
    return { ...story, sequence: await describeSequence(database.db) }
  } finally {
    await pipeline.close(at(rounds * MINUTES_A_ROUND))
    await database.close()
  }
}

const DYING = 'dying-collector'

/** Whether the process really died there. Returns once the server has done with what it left behind. */
async function dieCollecting(config: Parameters<typeof openPipeline>[0], db: Db, now: Date, { nth, isSent }: Kill) {
  const ended = await runPipelineProcess({
    config: { ...config, application_name: DYING },
    runsAt: [now.toISOString()],
    only: 'collecting',
    dieBefore: { statement: '', nth, isSent },
  })
  const isKilled = ended.signal === 'SIGKILL'
  if (!isKilled) expect(ended).toMatchObject({ code: 0, errors: '' })
  for (;;) {
    const { rows } =
      await sql`select from pg_stat_activity where application_name = ${DYING} and datname = current_database()`.execute(
        db,
      )
    if (rows.length === 0) return isKilled
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test(
  `a process killed at ${POINTS} points (HUB_TEST_SEED=${seed}) loses no item and doubles none`,
  async () => {
    const [first] = servers
    if (first === undefined) throw new Error('No site to collect from.')
    const undisturbed = await collectStory(first, ROUNDS)
    const [last] = undisturbed.states.slice(-1)
    expect(last?.items).toHaveLength(FEEDS * (ROUNDS + 1) + ROUNDS)
    expect(last?.sightings).toHaveLength(FEEDS * (2 * ROUNDS + 1))
    const random = seededRandom(seed)
    const draw = (statements: number): Kill => ({ nth: 1 + Math.floor(random() * statements), isSent: random() < 0.5 })
    const stories = Array.from({ length: POINTS / ROUNDS }, () => undisturbed.statements.map(draw))
    let killed = 0
    const tellStories = async (server: FeedServer) => {
      for (let kills = stories.shift(); kills !== undefined; kills = stories.shift()) {
        const story = await collectStory(server, ROUNDS, kills)
        const words = `killed at ${JSON.stringify(kills)}`
        for (const [round, state] of story.states.entries())
          expect(state, `${words}, round ${round}`).toEqual(undisturbed.states[round])
        expect(story.sequence, words).toEqual(undisturbed.sequence)
        killed += story.killed.filter(Boolean).length
      }
    }
    await Promise.all(servers.map(tellStories))
    console.log(`${killed} of ${POINTS} points killed a process, among ${undisturbed.statements.join(', ')} statements`)
    expect(killed).toBeGreaterThanOrEqual(POINTS * 0.95 - 1)
  },
  POINTS * 30_000,
)
