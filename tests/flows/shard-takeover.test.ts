import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Db } from '@hub/db/connect.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { openPipeline } from '../support/open-pipeline.ts'
import { retoldStories } from '../support/retold-stories.ts'
import { spawnPipelineProcess } from '../support/run-pipeline-process.ts'
import { narrativeIdOf, storeItems, storePublishers } from '../support/store-items.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { describeClustered } from '../faults/clustered-state.ts'
import { at } from './water-story.ts'

const ITEMS = retoldStories(240, 5, at(-600).getTime())
const NOW = at(0)
const OPTIONS = { batchSize: 20, snapshotEvery: 50, newNarrativeId: narrativeIdOf }
const waiting = { timeout: 60_000, interval: 50 }

let database: TestDatabase
const children: ChildProcess[] = []

beforeEach(async () => {
  database = await createTestDatabase()
  await storePublishers(database.db)
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGCONT')
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await database.close()
})

/** A worker process of its own that clusters whatever waits, again and again. */
function startWorker(): ChildProcess {
  const child = spawnPipelineProcess({
    config: database.appConfig,
    runsAt: [NOW.toISOString()],
    only: 'clustering',
    everyMs: 50,
    batchSize: OPTIONS.batchSize,
    snapshotEvery: OPTIONS.snapshotEvery,
  })
  children.push(child)
  return child
}

const waitingItems = async () => (await database.db.selectFrom('itemPending').select('seq').execute()).length
const fence = async () =>
  (await database.db.selectFrom('engineShard').select('fence').where('shard', '=', 'live/en').executeTakeFirst())?.fence

async function stateHashes(db: Pick<TestDatabase, 'appConfig'>): Promise<string[]> {
  const pipeline = openPipeline(db.appConfig, OPTIONS)
  const hashes: string[] = []
  for (const shard of ['live/en', 'live/ro']) {
    await expect.poll(() => pipeline.shards.own(shard, NOW), waiting).toBeDefined()
    hashes.push(await pipeline.shards.engines.stateHash(shard))
  }
  await pipeline.close(NOW)
  return hashes
}

/** What one process makes of the items that nobody disturbs. */
async function undisturbed(): Promise<{ stored: object; hashes: string[] }> {
  const other = await createTestDatabase()
  try {
    await storePublishers(other.db)
    const pipeline = openPipeline(other.appConfig, OPTIONS)
    for (const part of [ITEMS.slice(0, 120), ITEMS.slice(120)]) {
      await storeItems(other.db, part)
      await pipeline.cluster(NOW)
    }
    const hashes = [
      await pipeline.shards.engines.stateHash('live/en'),
      await pipeline.shards.engines.stateHash('live/ro'),
    ]
    await pipeline.close(NOW)
    return { stored: await placesOf(other.db), hashes }
  } finally {
    await other.close()
  }
}

/** Two processes cut the same items into other batches: what does not depend on that. */
async function placesOf(db: Db) {
  const { assignments, reasons, hours, publishers, pending } = await describeClustered(db)
  return { assignments, reasons, hours, publishers, pending }
}

describe('a second worker takes over', () => {
  test.each([
    ['was killed', 'SIGKILL'],
    ['hangs', 'SIGSTOP'],
  ] as const)(
    'from an owner that %s, in the state it had, and goes on as if nothing had happened',
    async (_, signal) => {
      const expected = await undisturbed()
      const owner = startWorker()
      await storeItems(database.db, ITEMS.slice(0, 120))
      await expect.poll(waitingItems, waiting).toBe(0)
      const heir = startWorker()
      expect(await fence()).toBe(1)
      owner.kill(signal)
      await storeItems(database.db, ITEMS.slice(120))
      await expect.poll(waitingItems, waiting).toBe(0)
      expect(await fence()).toBe(2)
      // Who only hung wakes as nobody's owner and disturbs nothing.
      owner.kill('SIGCONT')
      expect(await placesOf(database.db)).toEqual(expected.stored)
      for (const child of [owner, heir]) child.kill('SIGKILL')
      expect(await stateHashes(database)).toEqual(expected.hashes)
    },
    120_000,
  )
})
