import { LIVE_WORLD } from '@hub/core/access/role.ts'
import type { QueueJobName } from '@hub/core/jobs.ts'
import { parseAllowList } from '@hub/core/source/allow-list.ts'
import { migrateQueue } from '@hub/workers/migrate-queue.ts'
import { sweepUndone } from '@hub/workers/jobs/sweep-undone.ts'
import { SILENT_LOG } from '@hub/workers/stage-deps.ts'
import { type RunningWorkers, startWorkers } from '@hub/workers/start-workers.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { type FeedServer, startFeedServer } from '../support/feed-server.ts'
import { LOOPBACK, openPipeline } from '../support/open-pipeline.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'
import { hasTestRedis, NO_REDIS, openTestRedis, type TestRedis } from '../support/test-redis.ts'
import { at, buildWaterStage, publishStories } from './water-story.ts'

let database: TestDatabase
let server: FeedServer
let redis: TestRedis | undefined
const running: RunningWorkers[] = []

beforeEach(async () => {
  ;[database, server] = await Promise.all([createTestDatabase(), startFeedServer(8)])
  await buildWaterStage(database.db, server)
  publishStories(server)
})
afterEach(async () => {
  for (const workers of running.splice(0)) await workers.stop()
  await Promise.all([database.close(), server.close(), redis?.close()])
  redis = undefined
})

async function start(redisUrl?: string): Promise<RunningWorkers> {
  const workers = await startWorkers({
    db: database.db,
    connection: database.appConfig,
    redisUrl,
    allowList: parseAllowList(LOOPBACK).allowList,
    publicUrl: 'http://localhost',
    version: 'test',
    clock: () => at(1),
    log: SILENT_LOG,
  })
  running.push(workers)
  return workers
}
const sent = async () => (await database.db.selectFrom('delivery').select('state').execute()).map(({ state }) => state)
const waiting = { timeout: 30_000, interval: 100 }

describe('the workers as they run', () => {
  test('two processes on PostgreSQL carry the story from feeds to deliveries, once, and stop cleanly', async () => {
    await migrateQueue(database.ownerConfig, database.appConfig.user ?? '')
    const [first] = await Promise.all([start(), start()])
    await expect.poll(sent, waiting).toEqual(['sent', 'sent'])
    expect(await database.db.selectFrom('item').select('id').execute()).toHaveLength(10)
    expect(await database.db.selectFrom('signal').select('id').execute()).toHaveLength(1)
    expect(await database.db.selectFrom('itemPending').select('seq').execute()).toHaveLength(0)
    await expect
      .poll(() => database.db.selectFrom('outbox').select('id').where('publishedAt', 'is', null).execute(), waiting)
      .toEqual([])
    await first.stop()
  })

  test('what a killed process had claimed is collected at once by the next, but not beside a living one', async () => {
    await migrateQueue(database.ownerConfig, database.appConfig.user ?? '')
    const claim = () =>
      database.db
        .updateTable('source')
        .set({ claimedUntil: at(60), nextFetchAt: new Date(0) })
        .execute()
    const claimed = async () =>
      (await database.db.selectFrom('source').select('id').where('claimedUntil', '=', at(60)).execute()).length
    await claim()
    await start()
    await expect.poll(sent, waiting).toEqual(['sent', 'sent'])
    await claim()
    await start()
    expect(await claimed()).toBe(8)
  })

  test.skipIf(!hasTestRedis())(`on Redis the same${NO_REDIS ? ` (${NO_REDIS})` : ''}`, async () => {
    redis = await openTestRedis()
    await start(redis?.redisUrl)
    await expect.poll(sent, waiting).toEqual(['sent', 'sent'])
    expect(await database.db.selectFrom('signal').select('id').execute()).toHaveLength(1)
  })
})

describe('sweepUndone', () => {
  test('hands over again whatever the tables say is undone, and nothing else', async () => {
    const pipeline = openPipeline(database.appConfig)
    const handed: QueueJobName[] = []
    let woken = 0
    const sweep = async (minutes: number) => {
      handed.length = 0
      const deps = {
        db: database.db,
        world: LIVE_WORLD,
        log: SILENT_LOG,
        enqueue: async (name: QueueJobName) => void handed.push(name),
        wakeRelay: () => void (woken += 1),
      }
      await sweepUndone(deps, at(minutes))
      return [...handed]
    }
    expect(await sweep(0)).toEqual([])
    await pipeline.poll(at(1))
    await pipeline.cluster(at(1))
    expect(await sweep(1)).toEqual(['detect-signals'])
    expect(woken).toBe(1)
    await pipeline.run(at(1))
    expect(await sweep(1)).toEqual([])
    await database.db.updateTable('alert').set({ state: 'raised' }).execute()
    await database.db.updateTable('delivery').set({ state: 'pending' }).execute()
    expect(await sweep(1)).toEqual(['route-alerts', 'send-deliveries'])
    await pipeline.run(at(2))
    expect(await sweep(200)).toEqual(['escalate-deliveries'])
    await pipeline.close(at(2))
  })
})
