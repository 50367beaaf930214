import { recordRuling } from '@hub/db/narrative/record-ruling.ts'
import type { Db } from '@hub/db/connect.ts'
import { runPurge } from '@hub/db/retention/run-purge.ts'
import { commitAssignments } from '@hub/db/stream/commit-assignments.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'
import { StaleShard } from '@hub/db/stream/stale-shard.ts'
import { takeShard } from '@hub/db/stream/take-shard.ts'
import { write } from '@hub/db/write.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { TEST_JOB } from '../support/build-people.ts'
import { buildProfile, buildSources } from '../support/build-watch.ts'
import { type FeedServer, startFeedServer } from '../support/feed-server.ts'
import { openPipeline, type Pipeline, type PipelineOptions } from '../support/open-pipeline.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { at } from './water-story.ts'

const SHARD = 'live/en'
const SUBJECTS = [
  'water supply of Brăila poisoned',
  'measles vaccine delayed',
  'bridge over the Danube closed',
  'election date moved',
  'flour price doubled',
]
const OPENINGS = ['Residents claim', 'Reports say', 'It is said', 'Officials deny', 'Rumour has it', 'Experts doubt']

let database: TestDatabase
let server: FeedServer

beforeAll(async () => {
  server = await startFeedServer(3)
})
afterAll(() => server?.close())
beforeEach(async () => {
  database = await createTestDatabase()
  const sources = await buildSources(
    database.db,
    server.feeds.map(({ url }) => url),
  )
  await buildProfile(
    database.db,
    sources.map(({ id }) => id),
  )
  for (const feed of server.feeds) feed.replace([])
  return async () => {
    for (const pipeline of open.splice(0)) await pipeline.close(at(900)).catch(() => undefined)
    await database.close()
  }
})

const open: Pipeline[] = []
function openOne(options: PipelineOptions = {}): Pipeline {
  const pipeline = openPipeline(database.appConfig, { batchSize: 7, ...options })
  open.push(pipeline)
  return pipeline
}

function publish(round: number): void {
  for (const [index, feed] of server.feeds.entries()) {
    for (let n = 0; n < 6; n += 1) {
      const subject = SUBJECTS[(n + round + index) % SUBJECTS.length] ?? ''
      const words = `${OPENINGS[(n * 2 + round) % OPENINGS.length]} ${subject}, outlet ${index} writes in its edition ${round}`
      feed.publish({
        id: `${round}-${index}-${n}`,
        title: words,
        text: `${words}. The ${subject} story goes on.`,
        publishedAt: at(round * 10 - 30 + n),
      })
    }
  }
}

/** Runs one round with a pipeline that then ends; returns the engine's state as it was at the end. */
async function runRound(round: number, options: PipelineOptions = {}): Promise<string> {
  const pipeline = openOne(options)
  await pipeline.poll(at(round * 10))
  await pipeline.cluster(at(round * 10))
  const hash = await pipeline.shards.engines.stateHash(SHARD)
  await pipeline.shards.engines.close()
  await pipeline.close(at(round * 10)).catch(() => undefined)
  return hash
}

async function restoredHash(): Promise<string> {
  const pipeline = openOne()
  const owned = await pipeline.shards.own(SHARD, at(500))
  expect(owned).toBeDefined()
  const hash = await pipeline.shards.engines.stateHash(SHARD)
  await pipeline.close(at(500))
  return hash
}

async function ruleOnLargest(db: Db, kind: 'confirm' | 'dismiss'): Promise<void> {
  const narrative = await db
    .selectFrom('narrative')
    .selectAll()
    .where('state', '=', 'emerging')
    .orderBy('itemCount', 'desc')
    .executeTakeFirstOrThrow()
  await write(db, { actor: TEST_JOB, now: at(0) }, async (w) => {
    await w.require('pipeline.run')
    await recordRuling(w, narrative, kind)
    await w.audit({ action: 'ruled', noun: 'narrative', objectId: narrative.id })
  })
}

describe('a restarted engine', () => {
  test('is in the state its predecessor was killed in, replayed from the beginning', async () => {
    publish(0)
    const live = await runRound(0)
    expect(await restoredHash()).toBe(live)
  })

  test('from a snapshot and what came after it, with rulings before and after', async () => {
    publish(0)
    await runRound(0, { snapshotEvery: 5 })
    await ruleOnLargest(database.db, 'confirm')
    publish(1)
    await runRound(1, { snapshotEvery: 1_000 })
    await ruleOnLargest(database.db, 'dismiss')
    publish(2)
    const live = await runRound(2, { snapshotEvery: 1_000 })
    expect(await database.db.selectFrom('engineSnapshot').select('shardSeq').execute()).not.toHaveLength(0)
    expect(await restoredHash()).toBe(live)
    await database.db.deleteFrom('engineSnapshot').execute()
    expect(await restoredHash()).toBe(live)
  })

  test('reads the words an item had when it was placed, whatever it says now', async () => {
    publish(0)
    const live = await runRound(0)
    server.feeds[0]?.replace([
      {
        id: '0-0-0',
        title: 'Correction: nothing of this was true',
        text: 'We regret the error and correct it.',
        publishedAt: at(-30),
      },
    ])
    expect(await openOne().poll(at(10))).toMatchObject({ newItems: 0, revisions: 1 })
    const revisions = await database.db
      .selectFrom('itemRevision')
      .select(['revision', 'title'])
      .orderBy('revision')
      .execute()
    expect(revisions.map(({ revision }) => revision)).toEqual([1, 2])
    expect(revisions[1]?.title).toBe('Correction: nothing of this was true')
    expect(await restoredHash()).toBe(live)
  })
})

describe('a purge', () => {
  test('waits for a checkpoint, and a restart after it goes on as if nothing had been deleted', async () => {
    publish(0)
    await runRound(0)
    publish(1)
    const live = await runRound(1)
    const later = at(100 * 24 * 60)
    const purge = () => runPurge(database.db, byStage('purge-expired', LIVE_WORLD, later))
    expect((await purge()).classes[2]).toMatchObject({ deleted: 0, engine: 36 })
    const pipeline = openOne()
    await pipeline.cluster(later)
    await pipeline.close(later)
    expect((await purge()).classes[2]).toMatchObject({ deleted: 36, engine: 0 })
    expect(await restoredHash()).toBe(live)
    // The feeds still carry what was deleted: it does not come back.
    const afterwards = openOne()
    await buildProfile(
      database.db,
      (await database.db.selectFrom('source').select('id').execute()).map(({ id }) => id),
      {
        startsAt: later,
        endsAt: at(200 * 24 * 60),
      },
    )
    expect(await afterwards.poll(at(101 * 24 * 60))).toMatchObject({ newItems: 0, sightings: 0, revisions: 0 })
    publish(2)
    expect(await afterwards.poll(at(101 * 24 * 60 + 30))).toMatchObject({ newItems: 18 })
    expect(await afterwards.cluster(at(101 * 24 * 60 + 31))).toMatchObject({ assigned: 18 })
    await afterwards.close(at(101 * 24 * 60 + 32))
  })
})

describe('ownership of a shard', () => {
  test('a second process waits while the first lives, and takes over with the same state when it ends', async () => {
    publish(0)
    const first = openOne()
    const second = openOne()
    await first.poll(at(0))
    await first.cluster(at(0))
    publish(1)
    await second.poll(at(10))
    expect(await second.cluster(at(10))).toMatchObject({ assigned: 0, skippedShards: 1 })
    const before = await first.shards.engines.stateHash(SHARD)
    await first.close(at(10))
    const owned = await second.shards.own(SHARD, at(11))
    expect(owned?.taken.fence).toBe(2)
    expect(await second.shards.engines.stateHash(SHARD)).toBe(before)
    expect(await second.cluster(at(11))).toMatchObject({ assigned: 18 })
    await second.close(at(11))
  })

  test('an owner whose fence has passed on commits nothing', async () => {
    publish(0)
    const pipeline = openOne()
    await pipeline.poll(at(0))
    const owned = await pipeline.shards.own(SHARD, at(0))
    if (!owned) throw new Error('The shard was not taken.')
    await takeShard(database.db, { world: LIVE_WORLD, shard: SHARD, owner: 'another', now: at(1) })
    const batch = { shard: owned.taken, decided: [], keyTerms: new Map(), rulingIds: [] }
    await expect(
      commitAssignments(database.db, byStage('cluster-items', LIVE_WORLD, at(1)), batch),
    ).rejects.toBeInstanceOf(StaleShard)
    // The stage drops its engine, takes the shard anew and goes on.
    await pipeline.cluster(at(2))
    expect(await database.db.selectFrom('itemAssignment').select('fence').execute()).toHaveLength(0)
    expect(await pipeline.cluster(at(3))).toMatchObject({ assigned: 18 })
    await pipeline.close(at(3))
  })
})
