import { expect, test } from 'vitest'

import { readTestEnv } from '@hub/config/test-env.ts'

import { at } from '../flows/water-story.ts'
import { countStatements } from '../support/count-statements.ts'
import { openPipeline } from '../support/open-pipeline.ts'
import { retoldStories } from '../support/retold-stories.ts'
import { narrativeIdOf, storeItems, storePublishers } from '../support/store-items.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { describeClustered } from './clustered-state.ts'
import { dieAt, type Kill, killAtRandom } from './die-at.ts'

/**
 * The process that owns the engines is killed at a statement drawn by chance, or once it was sent; another takes over, more
 * items come, the next is killed, and so on. After each round everything stored, and at the end the state of the engines,
 * has to be that of one process that nobody disturbed.
 */
const { isLongFaults, seed = isLongFaults ? Date.now() % 1_000_000_000 : 20_261_126 } = readTestEnv()
const POINTS = isLongFaults ? 200 : 5
const ROUNDS = isLongFaults ? 8 : 5
const ITEMS_A_ROUND = 45
const OPTIONS = { batchSize: 10, snapshotEvery: 15, newNarrativeId: narrativeIdOf }
const SHARDS = ['live/en', 'live/ro']

type Story = { states: object[]; hashes: string[]; statements: number[]; killed: number }

const ITEMS = retoldStories(ITEMS_A_ROUND * ROUNDS, 11, at(-60 * 24).getTime())

/** Clusters round after round by `work`, which says how many statements it took. */
async function tellStory(
  work: (database: TestDatabase, round: number, now: Date) => Promise<{ statements: number; isKilled: boolean }>,
): Promise<Story> {
  const database = await createTestDatabase()
  const story: Story = { states: [], hashes: [], statements: [], killed: 0 }
  try {
    await storePublishers(database.db)
    for (let round = 0; round < ROUNDS; round += 1) {
      await storeItems(database.db, ITEMS.slice(round * ITEMS_A_ROUND, (round + 1) * ITEMS_A_ROUND))
      const { statements, isKilled } = await work(database, round, at(round * 10))
      story.statements.push(statements)
      if (isKilled) story.killed += 1
      story.states.push(await describeClustered(database.db))
    }
    const restored = openPipeline(database.appConfig, OPTIONS)
    for (const shard of SHARDS) {
      await restored.shards.own(shard, at(ROUNDS * 10))
      story.hashes.push(await restored.shards.engines.stateHash(shard))
    }
    await restored.close(at(ROUNDS * 10))
    return story
  } finally {
    await database.close()
  }
}

/** One process does it all. */
async function tellUndisturbed(): Promise<Story & { liveHashes: string[] }> {
  let pipeline: ReturnType<typeof openPipeline> | undefined
  const liveHashes: string[] = []
  const story = await tellStory(async (database, round, now) => {
    const only = (pipeline ??= openPipeline(database.appConfig, OPTIONS))
    await only.cluster(now)
    if (round === ROUNDS - 1) {
      for (const shard of SHARDS) liveHashes.push(await only.shards.engines.stateHash(shard))
      await only.close(now)
    }
    return { statements: 0, isKilled: false }
  })
  return { ...story, liveHashes }
}

/** In each round another process takes over what the one before left, or is killed where it is said. */
function tellHandedOver(kills: readonly Kill[] = []): Promise<Story> {
  return tellStory(async (database, round, now) => {
    const kill = kills[round]
    const { batchSize, snapshotEvery } = OPTIONS
    const orders = { runsAt: [now.toISOString()], only: 'clustering', batchSize, snapshotEvery } as const
    const isKilled = kill !== undefined && (await dieAt(database, orders, kill))
    const pipeline = openPipeline(database.appConfig, OPTIONS)
    const statements = await countStatements(() => pipeline.cluster(now))
    // It ends as the killed do: without a last snapshot.
    await pipeline.shards.engines.close()
    await pipeline.close(now).catch(() => undefined)
    return { statements, isKilled }
  })
}

test(
  `the owner of the engines killed at ${POINTS} points (HUB_TEST_SEED=${seed}): everything as if nobody had been`,
  async () => {
    const undisturbed = await tellUndisturbed()
    expect(undisturbed.hashes).toEqual(undisturbed.liveHashes)
    const handedOver = await tellHandedOver()
    expect(handedOver.states).toEqual(undisturbed.states)
    await killAtRandom({ points: POINTS, seed, statements: handedOver.statements }, async (kills, words) => {
      const story = await tellHandedOver(kills)
      for (const [round, state] of story.states.entries())
        expect(state, `${words}, round ${round}`).toEqual(undisturbed.states[round])
      expect(story.hashes, words).toEqual(undisturbed.hashes)
      return story.killed
    })
  },
  POINTS * 30_000,
)
