import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import type { NarrativeId } from '@hub/core/ids.ts'
import type { JudgedMatch } from '@hub/core/match/judge-matches.ts'
import { buildClaimReview, buildMatch } from '@hub/tests/support/build-claim-review.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '@hub/tests/support/build-news.ts'
import { by, TEST_JOB, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import type { Row } from '../schema.ts'
import { mergeNarratives } from '../narrative/merge-narratives.ts'
import { undoRuling } from '../narrative/undo-ruling.ts'
import { acceptMatch } from './accept-match.ts'
import { listDueLooks } from './due-looks.ts'
import { listMatches } from './list-matches.ts'
import { beginMatching, finishReviewChanges, markGrownNarratives } from './mark-looks.ts'
import { refuseMatch } from './refuse-match.ts'
import { hasClaimReviews, listClaimDocuments, listReviewChanges } from './review-changes.ts'
import { suggestMatches } from './suggest-matches.ts'

let database: TestDatabase
let stage: Stage
let source: Row<'source'>

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
  source = await buildSource(database.db)
})
afterAll(() => database?.close())

const job = () => by(TEST_JOB)
const found = (claimId: string, probability = 0.9, isFresh = true): JudgedMatch => ({
  claimId,
  itemId: null,
  words: [{ inItem: 'Water', inClaim: 'water', kind: 'same' }],
  score: 12,
  chance: probability,
  probability,
  isFresh,
})
const look = (narrativeId: NarrativeId, matches: readonly JudgedMatch[] | null) =>
  suggestMatches(database.db, job(), [{ narrativeId, marks: 1, items: 1, matches }])
const matchesOf = (narrativeId: NarrativeId) =>
  database.db.selectFrom('claimMatch').selectAll().where('narrativeId', '=', narrativeId).execute()
const shown = async (narrativeId: NarrativeId) => {
  const scope = scopeOf(stage.analyst.actor, 'narrative.read', new Map())
  if (!scope) throw new Error('An analyst reads narratives.')
  return (await listMatches(database.db, scope, { narrativeIds: [narrativeId], limit: 20 }, TEST_NOW)).rows
}
describe('suggesting', () => {
  test('is for the pipeline alone', async () => {
    const { id } = await buildNarrative(database.db)
    await expect(
      suggestMatches(database.db, by(stage.coordinator.actor), [{ narrativeId: id, marks: 1, items: 1, matches: [] }]),
    ).rejects.toThrow('pipeline.run')
  })

  test('stores a match with its words; the same look again changes nothing and leaves no further trace', async () => {
    const { id } = await buildNarrative(database.db)
    const review = await buildClaimReview(database.db, source)
    const audits = () =>
      database.db.selectFrom('auditEvent').selectAll().where('action', '=', 'fact_checks.match').execute()
    const before = (await audits()).length
    expect(await look(id, [found(review.id)])).toEqual({ suggested: 1, changed: 0, withdrawn: 0 })
    expect(await look(id, [found(review.id)])).toEqual({ suggested: 0, changed: 0, withdrawn: 0 })
    expect((await audits()).length - before).toBe(1)
    expect(await shown(id)).toMatchObject([
      {
        state: 'suggested',
        probability: 0.9,
        words: [{ inItem: 'Water', inClaim: 'water', kind: 'same' }],
        review: { id: review.id, rating: 'Mostly false', reviewer: 'Independent checker' },
        narrative: { id },
      },
    ])
  })

  test('brings the chance up to date, keeps what became a little less likely, and takes away what became unlikely', async () => {
    const { id } = await buildNarrative(database.db)
    const [one, two] = [await buildClaimReview(database.db, source), await buildClaimReview(database.db, source)]
    await look(id, [found(one.id), found(two.id)])
    expect(await look(id, [found(one.id, 0.6, false)])).toEqual({ suggested: 0, changed: 1, withdrawn: 1 })
    expect(await matchesOf(id)).toMatchObject([{ claimReviewId: one.id, probability: 0.6 }])
    expect(await look(id, null)).toEqual({ suggested: 0, changed: 0, withdrawn: 0 })
  })

  test('does not begin with what is only likely enough to stay', async () => {
    const { id } = await buildNarrative(database.db)
    const review = await buildClaimReview(database.db, source)
    await look(id, [found(review.id, 0.6, false)])
    expect(await matchesOf(id)).toEqual([])
  })

  test('leaves what a person decided, and never suggests it again', async () => {
    const { id } = await buildNarrative(database.db)
    const [yes, no] = [await buildClaimReview(database.db, source), await buildClaimReview(database.db, source)]
    await look(id, [found(yes.id), found(no.id)])
    for (const match of await matchesOf(id)) {
      if (match.claimReviewId === yes.id) await acceptMatch(database.db, by(stage.analyst.actor), match.id)
      else await refuseMatch(database.db, by(stage.analyst.actor), match.id, { reason: 'words_only' })
    }
    expect(await look(id, [found(yes.id, 0.99), found(no.id, 0.99)])).toMatchObject({ suggested: 0, changed: 0 })
    expect(await look(id, [])).toMatchObject({ withdrawn: 0 })
    expect((await matchesOf(id)).map(({ state }) => state).toSorted()).toEqual(['accepted', 'refused'])
  })

  test('passes by narratives that were merged or dismissed, and reviews that are gone', async () => {
    const into = await buildNarrative(database.db)
    const merged = await buildNarrative(database.db, { state: 'merged', mergedInto: into.id })
    const dismissed = await buildNarrative(database.db, { state: 'dismissed', dismissedReason: 'opinion' })
    const review = await buildClaimReview(database.db, source)
    const gone = await buildClaimReview(database.db, source)
    await database.db.deleteFrom('claimReview').where('id', '=', gone.id).execute()
    for (const { id } of [merged, dismissed]) await look(id, [found(review.id)])
    await look(into.id, [found(gone.id)])
    for (const { id } of [into, merged, dismissed]) expect(await matchesOf(id)).toEqual([])
  })
})

describe('a merge', () => {
  test('takes suggestions and decisions along; a refused pair stays refused for the survivor', async () => {
    const from = await buildNarrative(database.db)
    const into = await buildNarrative(database.db)
    const [refused, suggested] = [
      await buildClaimReview(database.db, source),
      await buildClaimReview(database.db, source),
    ]
    const pair = await buildMatch(database.db, { narrativeId: from.id, claimReviewId: refused.id })
    await refuseMatch(database.db, by(stage.analyst.actor), pair.id, { reason: 'another_claim' })
    await buildMatch(database.db, { narrativeId: from.id, claimReviewId: suggested.id }, { probability: 0.8 })
    await buildMatch(database.db, { narrativeId: into.id, claimReviewId: refused.id })
    for (const narrative of [from, into]) await placeItem(database.db, narrative, await buildItem(database.db, source))
    const analyst = by(stage.analyst.actor)
    const { rulingIds } = await mergeNarratives(database.db, analyst, into.id, { from: [from.id] })
    await look(into.id, [found(refused.id), found(suggested.id, 0.95)])
    const standing = (await shown(into.id)).map(({ review, state, probability }) => [review.id, state, probability])
    expect(standing).toHaveLength(2)
    expect(standing).toContainEqual([refused.id, 'refused', 0.9])
    expect(standing).toContainEqual([suggested.id, 'suggested', 0.95])
    expect(await shown(from.id)).toEqual([])

    const [ruling] = rulingIds
    if (ruling) await undoRuling(database.db, analyst, ruling)
    const restored = (await shown(from.id)).map(({ review, state }) => [review.id, state])
    expect(restored).toHaveLength(2)
    expect(restored).toContainEqual([refused.id, 'refused'])
    expect(restored).toContainEqual([suggested.id, 'suggested'])
  })
})

describe('what is to be looked at', () => {
  const due = async () => (await listDueLooks(database.db, LIVE_WORLD, 100)).map(({ narrativeId }) => narrativeId)

  test('are narratives that grew by half, each until its look is done; a look clears only what it saw', async () => {
    const { db } = database
    await db
      .insertInto('engineShard')
      .values({ world: LIVE_WORLD, shard: 'zz', owner: null, leasedUntil: null })
      .execute()
    await beginMatching(db, job())
    await beginMatching(db, job())
    const narrative = await buildNarrative(db, { shard: 'zz' })
    const add = async (given: Parameters<typeof buildItem>[2] = {}) =>
      placeItem(db, narrative, await buildItem(db, source, given))
    await add()
    expect(await markGrownNarratives(db, job(), 'zz', 100)).toBe(1)
    expect(await markGrownNarratives(db, job(), 'zz', 100)).toBe(0)
    expect(await due()).toContain(narrative.id)
    const [first] = (await listDueLooks(db, LIVE_WORLD, 100)).filter(({ narrativeId }) => narrativeId === narrative.id)
    expect(first).toMatchObject({ marks: 1, items: 1, narrative: { title: narrative.title } })
    await add()
    await markGrownNarratives(db, job(), 'zz', 100)
    const seen = { narrativeId: narrative.id, marks: 1, items: 1, matches: null }
    await suggestMatches(db, job(), [seen])
    expect(await due()).toContain(narrative.id)
    await suggestMatches(db, job(), [{ ...seen, marks: 2, items: 2 }])
    expect(await due()).not.toContain(narrative.id)
    await add()
    await markGrownNarratives(db, job(), 'zz', 100)
    expect(await due()).toContain(narrative.id)
    await suggestMatches(db, job(), [{ ...seen, marks: 3, items: 3 }])
    await add()
    await markGrownNarratives(db, job(), 'zz', 100)
    expect(await due()).not.toContain(narrative.id)
  })

  test('is asked with neither copies, nor RED items, nor the pages of fact-checkers', async () => {
    const { db } = database
    const narrative = await buildNarrative(db)
    const plain = await buildItem(db, source)
    const copy = await buildItem(db, source)
    const red = await buildItem(db, source, { tlp: 'RED' })
    const page = await buildItem(db, source, { title: 'We checked' })
    const review = await buildClaimReview(db, source, { itemId: page.id })
    for (const item of [plain, red, page]) await placeItem(db, narrative, item)
    await placeItem(db, narrative, copy, { copyOf: plain.id })
    const changes = await listReviewChanges(db, LIVE_WORLD, 500)
    expect(changes.find(({ id }) => id === review.id)?.claim).toMatchObject({ title: 'We checked' })
    await finishReviewChanges(db, job(), changes, [narrative.id])
    await finishReviewChanges(db, job(), changes, [narrative.id])
    const [look] = (await listDueLooks(db, LIVE_WORLD, 100)).filter(({ narrativeId }) => narrativeId === narrative.id)
    expect(look?.views.map(({ id }) => id)).toEqual([plain.id])
  })

  test('are reviews that came, changed or went; a change during the work is not lost', async () => {
    const { db } = database
    await finishReviewChanges(db, job(), await listReviewChanges(db, LIVE_WORLD, 500), [])
    const review = await buildClaimReview(db, source)
    expect(await hasClaimReviews(db, LIVE_WORLD)).toBe(true)
    const [change] = await listReviewChanges(db, LIVE_WORLD, 500)
    expect(change).toMatchObject({ id: review.id, claim: { claim: review.claim, language: 'en' } })
    await db.deleteFrom('claimReview').where('id', '=', review.id).execute()
    if (change) await finishReviewChanges(db, job(), [change], [])
    const [again] = await listReviewChanges(db, LIVE_WORLD, 500)
    expect(again).toMatchObject({ id: review.id, claim: null })
    const documents = await listClaimDocuments(db, LIVE_WORLD, { after: null, limit: 500 })
    expect(documents.map(({ id }) => id)).not.toContain(review.id)
  })
})
