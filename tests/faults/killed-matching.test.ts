import { expect, test } from 'vitest'

import { readTestEnv } from '@hub/config/test-env.ts'
import { claimReviewIdSchema } from '@hub/core/ids.ts'
import { acceptMatch } from '@hub/db/claim-match/accept-match.ts'
import { refuseMatch } from '@hub/db/claim-match/refuse-match.ts'
import type { Db } from '@hub/db/connect.ts'

import { at } from '../flows/water-story.ts'
import { buildClaimReview } from '../support/build-claim-review.ts'
import { buildSource } from '../support/build-news.ts'
import { by } from '../support/build-people.ts'
import { buildStage, type Stage } from '../support/build-stage.ts'
import { countStatements } from '../support/count-statements.ts'
import { matchAll } from '../support/match-all.ts'
import { openPipeline } from '../support/open-pipeline.ts'
import { retoldStories } from '../support/retold-stories.ts'
import { narrativeIdOf, storeItems, storePublishers } from '../support/store-items.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { dieAt, type Kill, killAtRandom } from './die-at.ts'
import { describeMatched } from './matched-state.ts'

/**
 * The process that matches fact-checks is killed at a statement drawn by chance, or once it was sent; another takes over with an
 * index of its own, people answer, more items and reviews come, the next is killed, and so on. After each round
 * everything stored has to be that of one process that nobody disturbed.
 */
const { isLongFaults, seed = isLongFaults ? Date.now() % 1_000_000_000 : 20_261_126 } = readTestEnv()
const ROUNDS = 4
const POINTS = isLongFaults ? 100 : ROUNDS
const ITEMS_A_ROUND = 40
/** Reviews that come in a round are of its own items, and of some that come in the next. */
const REVIEWED = [3, 11, 25, 45, 60]

type Story = { states: object[]; statements: number[]; killed: number }

const ITEMS = retoldStories(ITEMS_A_ROUND * (ROUNDS + 1), 7, at(-60 * 24).getTime())

/** Tells all rounds; `work` matches, and says how many statements it took. */
async function tellStory(
  work: (database: TestDatabase, round: number, now: Date) => Promise<{ statements: number; isKilled: boolean }>,
): Promise<Story> {
  const database = await createTestDatabase()
  const { db } = database
  const story: Story = { states: [], statements: [], killed: 0 }
  try {
    const stage = await buildStage(db)
    await storePublishers(db)
    const checkers = await buildSource(db)
    for (let round = 0; round < ROUNDS; round += 1) {
      const now = at(round * 10)
      await storeItems(db, ITEMS.slice(round * ITEMS_A_ROUND, (round + 1) * ITEMS_A_ROUND))
      await placeItems(database, now)
      for (const place of REVIEWED) {
        const item = ITEMS[round * ITEMS_A_ROUND + place]
        const id = claimReviewIdSchema.parse(
          `0193a000-0000-7000-8000-5${String(round * 100 + place).padStart(11, '0')}`,
        )
        if (item) await buildClaimReview(db, checkers, { id, claim: item.text })
      }
      const { statements, isKilled } = await work(database, round, now)
      story.statements.push(statements)
      if (isKilled) story.killed += 1
      story.states.push(await describeMatched(db))
      await answerSome(db, stage, at(round * 10 + 5))
    }
    return story
  } finally {
    await database.close()
  }
}

async function placeItems({ appConfig }: TestDatabase, now: Date): Promise<void> {
  const pipeline = openPipeline(appConfig, { newNarrativeId: narrativeIdOf })
  await pipeline.cluster(now)
  await pipeline.close(now)
}

/** An analyst accepts the first suggestion and refuses the last. */
async function answerSome(db: Db, { analyst }: Stage, now: Date): Promise<void> {
  const suggested = await db
    .selectFrom('claimMatch')
    .select('id')
    .where('state', '=', 'suggested')
    .orderBy('narrativeId')
    .orderBy('claimReviewId')
    .execute()
  const [first, last] = [suggested[0], suggested.at(-1)]
  if (!first || !last || first === last) throw new Error('Two suggestions are needed to be answered.')
  await acceptMatch(db, { ...by(analyst.actor), now }, first.id)
  await refuseMatch(db, { ...by(analyst.actor), now }, last.id, { reason: 'another_event' })
}

/** One process does it all. */
function tellUndisturbed(): Promise<Story> {
  let pipeline: ReturnType<typeof openPipeline> | undefined
  return tellStory(async (database, round, now) => {
    const only = (pipeline ??= openPipeline(database.appConfig))
    await matchAll(only, now)
    if (round === ROUNDS - 1) await only.close(now)
    return { statements: 0, isKilled: false }
  })
}

/** In each round another process takes over what the one before left, or is killed where it is said. */
function tellHandedOver(kills: readonly Kill[] = []): Promise<Story> {
  return tellStory(async (database, round, now) => {
    const kill = kills[round]
    const isKilled =
      kill !== undefined && (await dieAt(database, { runsAt: [now.toISOString()], only: 'matching' }, kill))
    const pipeline = openPipeline(database.appConfig)
    const statements = await countStatements(() => matchAll(pipeline, now))
    await pipeline.close(now)
    return { statements, isKilled }
  })
}

test(
  `what matches fact-checks killed at ${POINTS} points (HUB_TEST_SEED=${seed}): everything as if nobody had been`,
  async () => {
    const undisturbed = await tellUndisturbed()
    const handedOver = await tellHandedOver()
    expect(handedOver.states).toEqual(undisturbed.states)
    await killAtRandom({ points: POINTS, seed, statements: handedOver.statements }, async (kills, words) => {
      const story = await tellHandedOver(kills)
      for (const [round, state] of story.states.entries())
        expect(state, `${words}, round ${round}`).toEqual(undisturbed.states[round])
      return story.killed
    })
  },
  POINTS * 30_000,
)
