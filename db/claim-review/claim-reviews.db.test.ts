import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { ClaimReview } from '@hub/core/claim/claim-review.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import { buildItem, buildSource } from '@hub/tests/support/build-news.ts'
import { by, TEST_JOB, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { buildProfile } from '@hub/tests/support/build-watch.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import type { NewRow, Row } from '../schema.ts'
import { write } from '../write.ts'
import { claimReadings, noteReadings } from './claim-readings.ts'
import { finishReading } from './finish-reading.ts'
import { listClaimReviews } from './list-claim-reviews.ts'
import { storeClaimReviews } from './store-claim-reviews.ts'

const REVIEW: ClaimReview = {
  url: 'https://facts.example/water',
  claim: 'The tap water in Port Arden is poisoned',
  rating: 'False',
  ratingValue: 1,
  bestRating: 5,
  worstRating: 1,
  reviewer: 'Independent checker',
  reviewerUrl: 'https://facts.example/',
  publishedAt: '2026-11-20T00:00:00.000Z',
  claimant: null,
  appearances: ['https://forum.example/p/1'],
}
let database: TestDatabase
let stage: Stage
let source: Row<'source'>

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
  source = await buildSource(database.db, { readsClaimReviews: true, language: 'en' })
  // Words are searched by the stems of the languages that items are in.
  await buildItem(database.db, await buildSource(database.db))
  await buildProfile(database.db, [source.id])
})
afterAll(() => database?.close())

/** An item as collecting stores it: with the sighting of its own source. */
const collect = async (from: Row<'source'>, given: Partial<NewRow<'item'>> = {}) => {
  const item = await buildItem(database.db, from, given)
  await sight(item, from, item.firstSeenAt)
  return item
}
const sight = ({ id, firstSeenAt }: Row<'item'>, from: Row<'source'>, seenAt: Date) =>
  database.db
    .insertInto('itemSighting')
    .values({ itemId: id, sourceId: from.id, publisherId: from.publisherId, firstSeenAt, seenAt })
    .execute()
const store = (reviews: readonly ClaimReview[], now = TEST_NOW) =>
  write(database.db, by(TEST_JOB, now), async (w) => {
    await w.require('pipeline.run')
    w.unchanged()
    return storeClaimReviews(w, { sourceId: source.id, language: source.language }, reviews)
  })
const list = async (q?: string) => {
  const scope = scopeOf(stage.analyst.actor, 'item.read', new Map())
  if (!scope) throw new Error('An analyst reads items.')
  return listClaimReviews(database.db, scope, { q, limit: 50 })
}

describe('a claim review', () => {
  test('is stored once, and what it said before is kept when its rating changes', async () => {
    expect(await store([REVIEW, REVIEW])).toEqual({ added: 1, changed: 0 })
    expect(await store([REVIEW])).toEqual({ added: 0, changed: 0 })
    expect(await store([{ ...REVIEW, rating: 'Mostly false', ratingValue: 2 }])).toEqual({ added: 0, changed: 1 })
    const { rows } = await list()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      rating: 'Mostly false',
      ratingValue: 2,
      reviewer: 'Independent checker',
      language: 'en',
      earlier: [{ rating: 'False', until: TEST_NOW.toISOString() }],
      itemId: null,
    })
  })

  test('is found by the words of its claim, its rating and its reviewer', async () => {
    await store([{ ...REVIEW, claim: 'Bridges are closed for ever', url: 'https://facts.example/bridges' }])
    for (const q of ['poisoning', 'mostly', 'independent tap'])
      expect(
        (await list(q)).rows.map(({ url }) => url),
        q,
      ).toEqual([REVIEW.url])
    expect((await list('museum')).rows).toEqual([])
    expect((await list('bridge')).rows).toHaveLength(1)
  })
})

describe('the pages of a fact-checker', () => {
  test('are noted once, claimed one at a time, and read for their reviews', async () => {
    const { db } = database
    const other = await buildSource(db, {})
    const url = 'https://facts.example/reservoir'
    const item = await collect(source, { url, canonicalUrl: url })
    const second = { url: `${url}/2`, canonicalUrl: `${url}/2`, firstSeenAt: TEST_NOW }
    await collect(source, second)
    await collect(other)
    await db
      .insertInto('itemIdentity')
      .values({ world: LIVE_WORLD, key: 'url:facts.example/reservoir', itemId: item.id, firstSeenAt: TEST_NOW })
      .execute()
    expect([await noteReadings(db, LIVE_WORLD, TEST_NOW), await noteReadings(db, LIVE_WORLD, TEST_NOW)]).toEqual([2, 0])
    const ask = { world: LIVE_WORLD, now: TEST_NOW, limit: 5, claimForMs: 60_000 }
    const claimed = await claimReadings(db, ask)
    expect(claimed).toHaveLength(1)
    expect(await claimReadings(db, ask)).toEqual([])
    const [reading] = claimed
    if (!reading) throw new Error('Nothing was claimed.')
    const read = {
      kind: 'read' as const,
      claimReviews: [{ ...REVIEW, url: reading.url, claim: 'The reservoir was sold' }],
    }
    await expect(finishReading(db, by(stage.coordinator.actor), reading, read)).rejects.toThrow('pipeline.run')
    expect(await finishReading(db, by(TEST_JOB), reading, read)).toEqual({ added: 1, changed: 0 })
    expect(await finishReading(db, by(TEST_JOB), reading, read)).toEqual({ added: 0, changed: 0 })
    expect((await auditOf(db, 'source', source.id)).map(({ action }) => action)).toEqual(['claim_reviews.store'])
    const [next] = await claimReadings(db, ask)
    expect(next?.url).not.toBe(reading.url)
  })

  test('that cannot be read are tried again, ever later, and then left', async () => {
    const { db } = database
    const standing = () =>
      db.selectFrom('claimReviewReading').selectAll().where('state', '<>', 'done').executeTakeFirstOrThrow()
    const before = await standing()
    let now = TEST_NOW
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const reading = { ...before, attempts: attempt, language: null }
      await finishReading(db, by(TEST_JOB, now), reading, {
        kind: 'problem',
        code: 'timed_out',
        message: 'It took too long.',
      })
      const after = await standing()
      expect(after).toMatchObject({ state: attempt < 4 ? 'waiting' : 'failed', problem: 'It took too long.' })
      if (attempt < 4) expect(after.dueAt.getTime()).toBe(now.getTime() + 15 * 60_000 * 4 ** (attempt - 1))
      now = after.dueAt
    }
  })

  test('are left alone while no profile in force names the source', async () => {
    const { db } = database
    const unwatched = await buildSource(db, { readsClaimReviews: true })
    await collect(unwatched)
    expect(await noteReadings(db, LIVE_WORLD, TEST_NOW)).toBe(0)
  })

  test('are read too when another source brought them first, however long ago', async () => {
    const { db } = database
    const aggregator = await buildSource(db, {})
    const longAgo = new Date(TEST_NOW.getTime() - 30 * 86_400_000)
    const url = 'https://facts.example/harvest'
    const item = await collect(aggregator, { url, canonicalUrl: url, firstSeenAt: longAgo })
    expect(await noteReadings(db, LIVE_WORLD, TEST_NOW)).toBe(0)
    await sight(item, source, TEST_NOW)
    expect([await noteReadings(db, LIVE_WORLD, TEST_NOW), await noteReadings(db, LIVE_WORLD, TEST_NOW)]).toEqual([1, 0])
    const noted = await db.selectFrom('claimReviewReading').selectAll().where('itemId', '=', item.id).execute()
    expect(noted).toMatchObject([{ sourceId: source.id, url, state: 'waiting' }])
  })
})
