import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '@hub/tests/support/build-news.ts'
import { TEST_NOW } from '@hub/tests/support/build-people.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'

import { openLockSession } from '../lock-session.ts'
import { write } from '../write.ts'
import { applyMerges } from './apply-merges.ts'
import { type ListedAssignment, listAssignments } from './assignments.ts'
import { engineRuling } from './engine-ruling.ts'
import { countItems } from './items-count.ts'
import { maintainPartitions } from './maintain-partitions.ts'
import { byStage } from './pipeline-actor.ts'
import { saveSnapshot } from './shard-history.ts'
import type { EngineMerge } from './resolve-placed.ts'
import { takeShard } from './take-shard.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
  return () => database.close()
})

function merge(from: string, into: string): EngineMerge {
  const reason = {
    itemId: '',
    score: 0,
    runnerUpScore: 0,
    threshold: 0,
    centroidCosine: 0,
    requiredCosine: 0,
    fromItems: 0,
    intoItems: 0,
  }
  return { from, into, reason, sequence: 0, names: new Set() }
}

describe('applyMerges', () => {
  test('moves items, unites publishers of an hour, keeps the address of what was merged, also over two steps', async () => {
    const { db } = database
    const narratives = [await buildNarrative(db), await buildNarrative(db), await buildNarrative(db)]
    const [shared, other] = [await buildSource(db), await buildSource(db)]
    for (const narrative of narratives) await placeItem(db, narrative, await buildItem(db, shared))
    const [a, b, c] = narratives
    if (!a || !b || !c) throw new Error('A narrative is missing.')
    await placeItem(db, a, await buildItem(db, other, { language: 'ro' }))
    await write(db, byStage('cluster-items', LIVE_WORLD, TEST_NOW), async (w) => {
      await w.require('pipeline.run')
      await applyMerges(w, [merge(a.id, b.id), merge(b.id, c.id)], [])
      await w.audit({ action: 'items.cluster', noun: 'shard' })
    })
    const stand = await db
      .selectFrom('narrative')
      .select(['id', 'state', 'mergedInto', 'itemCount', 'publisherCount'])
      .execute()
    expect(new Map(stand.map(({ id, ...rest }) => [id, rest]))).toEqual(
      new Map([
        [a.id, { state: 'merged', mergedInto: c.id, itemCount: 0, publisherCount: 0 }],
        [b.id, { state: 'merged', mergedInto: c.id, itemCount: 0, publisherCount: 0 }],
        [c.id, { state: 'emerging', mergedInto: null, itemCount: 4, publisherCount: 2 }],
      ]),
    )
    const hours = await db.selectFrom('narrativeHour').selectAll().execute()
    expect(hours).toMatchObject([{ narrativeId: c.id, itemCount: 4 }])
    expect(hours[0]?.publisherIds.toSorted()).toEqual([shared.publisherId, other.publisherId].toSorted())
    const assigned = await db.selectFrom('itemAssignment').select('narrativeId').distinct().execute()
    expect(assigned).toEqual([{ narrativeId: c.id }])
    const reasons = await db.selectFrom('narrativeItem').select('narrativeId').distinct().execute()
    expect(reasons).toHaveLength(3)
  })
})

describe('what the operator reads', () => {
  test('counts items and lists each item with its narrative, shard by shard', async () => {
    const { db } = database
    const narrative = await buildNarrative(db, { shard: 'live/en' })
    const source = await buildSource(db)
    const items = [
      await buildItem(db, source),
      await buildItem(db, source),
      await buildItem(db, source, { url: null, canonicalUrl: null }),
    ]
    for (const item of items) await placeItem(db, narrative, item)
    await buildItem(db, source)
    await takeShard(db, { world: LIVE_WORLD, shard: 'live/en', owner: 'test', now: TEST_NOW })
    expect(await countItems(db, LIVE_WORLD)).toEqual({ items: 4, assigned: 3, pending: 0 })
    const listed: ListedAssignment[] = []
    for await (const assignment of listAssignments(db, LIVE_WORLD)) listed.push(assignment)
    expect(listed).toEqual(items.slice(0, 2).map(({ url }) => ({ url, narrativeId: narrative.id })))
  })
})

describe('shards', () => {
  test('each taking raises the fence and keeps the numbering', async () => {
    const take = (owner: string) =>
      takeShard(database.db, { world: LIVE_WORLD, shard: 'live/fr', owner, now: TEST_NOW })
    expect(await take('a')).toMatchObject({ fence: 1, nextSeq: 1 })
    await database.db.updateTable('engineShard').set({ nextSeq: 12 }).execute()
    expect(await take('b')).toMatchObject({ fence: 2, nextSeq: 12 })
  })

  test('keep the two newest snapshots and every checkpoint', async () => {
    const key = { world: LIVE_WORLD, shard: 'live/fr', format: 1 }
    await database.db
      .insertInto('engineSnapshot')
      .values({ ...key, shardSeq: 1, isCheckpoint: true, state: new Uint8Array([1]), takenAt: TEST_NOW })
      .execute()
    for (const shardSeq of [10, 20, 30])
      await saveSnapshot(database.db, key, { shardSeq, state: new Uint8Array([shardSeq]) }, TEST_NOW)
    const kept = await database.db.selectFrom('engineSnapshot').select('shardSeq').orderBy('shardSeq').execute()
    expect(kept.map(({ shardSeq }) => shardSeq)).toEqual([1, 20, 30])
  })

  test('a ruling without what its kind needs is refused, not guessed at', () => {
    const narrativeId = '019aaaaa-0000-7000-8000-000000000001'
    expect(engineRuling({ kind: 'confirm', narrativeId, payload: {} })).toEqual({ kind: 'confirm', narrativeId })
    expect(() => engineRuling({ kind: 'merge', narrativeId, payload: { from: narrativeId } })).toThrow(/into/)
    expect(() => engineRuling({ kind: 'praise', narrativeId, payload: {} })).toThrow(/kind/)
  })

  test('a lock is held by one session and free as soon as that ends', async () => {
    const [first, second] = await Promise.all([
      openLockSession(database.appConfig),
      openLockSession(database.appConfig),
    ])
    expect(await first.tryLock('hub:test')).toBe(true)
    expect(await first.tryLock('hub:test')).toBe(true)
    expect(await second.tryLock('hub:test')).toBe(false)
    await first.close()
    expect(first.isAlive()).toBe(false)
    expect(await second.tryLock('hub:test')).toBe(true)
    await second.close()
  })
})

describe('maintainPartitions', () => {
  test('makes the coming months and drops what only operations needed', async () => {
    const { db } = database
    const source = await buildSource(db)
    const old = new Date(TEST_NOW.getTime() - 60 * 86_400_000)
    await sql`insert into source_fetch (id, source_id, at, outcome, detail, duration_ms) select gen_random_uuid(), ${source.id}, at, 'fetched', '{}', 1 from unnest(array[${old}, ${TEST_NOW}]::timestamptz[]) as at`.execute(
      db,
    )
    const row = { topic: 'route-alerts', aggregate: 'alert', aggregateId: 'x', aggregateVersion: 1, payload: '{}' }
    await db
      .insertInto('outbox')
      .values([
        { ...row, idempotencyKey: 'old', publishedAt: old },
        { ...row, idempotencyKey: 'waiting' },
      ])
      .execute()
    const inAYear = new Date(TEST_NOW.getTime() + 365 * 86_400_000)
    expect(await maintainPartitions(db, inAYear)).toMatchObject({ outboxRows: 1 })
    const { rows } = await sql`select 1 from pg_class where relname = 'item_202711'`.execute(db)
    expect(rows).toHaveLength(1)
    expect(await db.selectFrom('outbox').select('idempotencyKey').execute()).toEqual([{ idempotencyKey: 'waiting' }])
  })
})
