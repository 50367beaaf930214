import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { scopeOf } from '@hub/core/access/scope.ts'
import type { ClaimReviewId, NarrativeId } from '@hub/core/ids.ts'
import type { JudgedMatch } from '@hub/core/match/judge-matches.ts'
import { buildClaimReview, buildMatch } from '@hub/tests/support/build-claim-review.ts'
import { buildSource } from '@hub/tests/support/build-news.ts'
import { by, TEST_JOB, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { buildStory, type Story } from '@hub/tests/support/build-story.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { mergeNarratives } from '../narrative/merge-narratives.ts'
import { splitNarrative } from '../narrative/split-narrative.ts'
import { undoRuling } from '../narrative/undo-ruling.ts'
import { acceptMatch } from './accept-match.ts'
import { listMatches } from './list-matches.ts'
import { refitCalibration } from './refit-calibration.ts'
import { refuseMatch } from './refuse-match.ts'
import { reopenMatch } from './reopen-match.ts'
import { suggestMatches } from './suggest-matches.ts'

let database: TestDatabase
let stage: Stage
beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database?.close())

const me = (minutes = 0) => by(stage.analyst.actor, new Date(TEST_NOW.getTime() + minutes * 60_000))

/** A story with one fact-check that the analyst accepted and one refused, each shown best by the item named. */
async function answered(acceptedBy = 1, refusedBy = 0) {
  const { db } = database
  const flood = await buildStory(db, 'Flood', 4)
  const source = await buildSource(db)
  const suggest = async (itemIndex: number) => {
    const { id: claimReviewId } = await buildClaimReview(db, source)
    const itemId = flood.itemIds[itemIndex] ?? null
    return buildMatch(db, { narrativeId: flood.id, claimReviewId }, { itemId, chance: 0.8, probability: 0.8 })
  }
  const [yes, no] = [await suggest(acceptedBy), await suggest(refusedBy)]
  await acceptMatch(db, me(), yes.id)
  await refuseMatch(db, me(), no.id, { reason: 'another_event' })
  return { flood, yes, no }
}

const split = (flood: Story, indexes: readonly number[] = [1, 2]) =>
  splitNarrative(database.db, me(10), flood.id, {
    itemIds: indexes.flatMap((index) => flood.itemIds[index] ?? []),
    into: {},
  })

async function shown(narrativeId: NarrativeId) {
  const scope = scopeOf(stage.analyst.actor, 'narrative.read', new Map())
  if (!scope) throw new Error('An analyst reads narratives.')
  return (await listMatches(database.db, scope, { narrativeIds: [narrativeId], limit: 20 }, TEST_NOW)).rows
}
async function shownOf(narrativeId: NarrativeId, reviewId: ClaimReviewId) {
  return (await shown(narrativeId)).find(({ review }) => review.id === reviewId)
}

/** A look at a narrative that finds these reviews, each by a chance. */
function look(narrativeId: NarrativeId, found: readonly [ClaimReviewId, number][]) {
  const matches = found.map(([claimId, chance]): JudgedMatch => ({
    claimId,
    itemId: null,
    words: [],
    score: 1,
    chance,
    probability: chance,
    isFresh: true,
  }))
  return suggestMatches(database.db, by(TEST_JOB), [{ narrativeId, marks: 1, items: 1, matches }])
}

const allMatches = () => database.db.selectFrom('claimMatch').selectAll().orderBy('id').execute()

describe('a split into a new narrative', () => {
  test('suggests there what was accepted on the whole, says so, and leaves the answer where it was given', async () => {
    const { flood, yes } = await answered()
    const { intoId, rulingId } = await split(flood)
    expect(await shownOf(flood.id, yes.claimReviewId)).toMatchObject({ id: yes.id, state: 'accepted', carried: null })
    expect(await shownOf(intoId, yes.claimReviewId)).toMatchObject({
      state: 'suggested',
      decidedBy: null,
      narrative: { id: intoId },
      item: { id: flood.itemIds[1] },
      carried: {
        state: 'accepted',
        decidedBy: stage.analyst.name,
        decidedAt: TEST_NOW.toISOString(),
        reason: null,
        narrative: { id: flood.id, title: 'Flood' },
      },
    })
    const audits = await auditOf(database.db, 'narrative', flood.id)
    expect(audits.filter(({ action }) => action === 'split')).toMatchObject([{ details: { rulingId, answers: 2 } }])
  })

  test('keeps that suggestion until somebody answers, however unlikely the part makes it', async () => {
    const { flood, yes } = await answered(0)
    const { intoId } = await split(flood)
    expect(await shownOf(intoId, yes.claimReviewId)).toMatchObject({ state: 'suggested', item: null })
    await look(intoId, [])
    const waiting = await shownOf(intoId, yes.claimReviewId)
    expect(waiting).toMatchObject({ state: 'suggested', carried: { state: 'accepted' } })
    if (!waiting) throw new Error('Nothing waits for an answer.')
    await refuseMatch(database.db, me(20), waiting.id, { reason: 'another_claim' })
    expect(await shownOf(intoId, yes.claimReviewId)).toMatchObject({ state: 'refused' })
    expect(await shownOf(flood.id, yes.claimReviewId)).toMatchObject({ state: 'accepted' })
  })

  test('withholds what was refused on the whole, unless the part fits it far better', async () => {
    const { flood, no } = await answered()
    const { intoId } = await split(flood)
    expect(await look(intoId, [[no.claimReviewId, 0.85]])).toEqual({ suggested: 0, changed: 0, withdrawn: 0 })
    expect(await shownOf(intoId, no.claimReviewId)).toMatchObject({
      state: 'withheld',
      decidedBy: null,
      probability: 0.8,
      carried: { state: 'refused', reason: 'another_event', narrative: { id: flood.id } },
    })
    expect(await look(intoId, [[no.claimReviewId, 0.95]])).toMatchObject({ changed: 1 })
    expect(await look(intoId, [[no.claimReviewId, 0.95]])).toMatchObject({ changed: 0 })
    const asked = { state: 'suggested', probability: 0.95, carried: { state: 'refused' } }
    expect(await shownOf(intoId, no.claimReviewId)).toMatchObject(asked)
  })

  test('suggests what was withheld when a person asks for it', async () => {
    const { flood, no } = await answered()
    const { intoId } = await split(flood)
    const withheld = await shownOf(intoId, no.claimReviewId)
    if (!withheld) throw new Error('Nothing is withheld.')
    await reopenMatch(database.db, me(20), withheld.id)
    await look(intoId, [])
    expect(await shownOf(intoId, no.claimReviewId)).toMatchObject({ state: 'suggested', carried: { state: 'refused' } })
    const audits = await auditOf(database.db, 'claim_match', withheld.id)
    expect(audits).toMatchObject([{ action: 'reopened', details: { from: 'withheld', to: 'suggested' } }])
  })

  test('of a part carries the same answers on', async () => {
    const { flood, yes, no } = await answered()
    const { intoId } = await split(flood)
    const { intoId: again } = await splitNarrative(database.db, me(20), intoId, {
      itemIds: flood.itemIds.slice(1, 2),
      into: {},
    })
    const whole = { narrative: { id: flood.id } }
    expect(await shownOf(again, yes.claimReviewId)).toMatchObject({ state: 'suggested', carried: whole })
    expect(await shownOf(again, no.claimReviewId)).toMatchObject({ state: 'withheld', carried: whole })
  })

  test('follows an answer that is taken back on the whole', async () => {
    const { flood, yes, no } = await answered()
    const { intoId } = await split(flood)
    for (const { id } of [yes, no]) await reopenMatch(database.db, me(20), id)
    expect(await shown(intoId)).toMatchObject([
      { state: 'suggested', carried: null, review: { id: yes.claimReviewId } },
    ])
    expect(await look(intoId, [[no.claimReviewId, 0.7]])).toMatchObject({ changed: 1, withdrawn: 1 })
    expect(await shown(intoId)).toMatchObject([{ state: 'suggested', carried: null, review: { id: no.claimReviewId } }])
  })

  test('into a narrative there was carries nothing: that one has answers of its own', async () => {
    const { flood } = await answered()
    const river = await buildStory(database.db, 'River', 2)
    await splitNarrative(database.db, me(10), flood.id, { itemIds: flood.itemIds.slice(1, 3), into: { id: river.id } })
    expect(await shown(river.id)).toEqual([])
  })

  test('leaves the calibration as it was, whatever is answered on what was carried', async () => {
    const { flood, yes } = await answered()
    const { intoId } = await split(flood)
    await refitCalibration(database.db, by(TEST_JOB))
    const counts = () =>
      database.db.selectFrom('matchCalibration').select(['accepted', 'refused']).executeTakeFirstOrThrow()
    const before = await counts()
    const carried = await shownOf(intoId, yes.claimReviewId)
    if (carried) await acceptMatch(database.db, me(20), carried.id)
    await refitCalibration(database.db, by(TEST_JOB))
    expect(await counts()).toEqual(before)
  })
})

describe('the part of a split', () => {
  test('leaves nothing behind when the split is taken back', async () => {
    const { flood } = await answered()
    const before = await allMatches()
    const listed = await shown(flood.id)
    const { rulingId, intoId } = await split(flood)
    expect(await allMatches()).toHaveLength(before.length + 2)
    await undoRuling(database.db, me(20), rulingId)
    expect(await allMatches()).toEqual(before)
    expect(await shown(flood.id)).toEqual(listed)
    expect(await shown(intoId)).toEqual([])
  })

  test('keeps what was answered on it meanwhile, as an answer of its own', async () => {
    const { flood, no } = await answered()
    const { rulingId, intoId } = await split(flood)
    const withheld = await shownOf(intoId, no.claimReviewId)
    if (withheld) await acceptMatch(database.db, me(20), withheld.id)
    await undoRuling(database.db, me(30), rulingId)
    expect(await shownOf(flood.id, no.claimReviewId)).toMatchObject({ state: 'accepted', carried: null })
  })

  test('withholds nothing from the narrative it is merged into', async () => {
    const { flood, yes, no } = await answered()
    const { intoId } = await split(flood)
    const river = await buildStory(database.db, 'River', 2)
    await buildMatch(
      database.db,
      { narrativeId: river.id, claimReviewId: no.claimReviewId },
      { chance: 0.75, probability: 0.75 },
    )
    await mergeNarratives(database.db, me(20), river.id, { from: [intoId] })
    expect(await shownOf(river.id, no.claimReviewId)).toMatchObject({ state: 'suggested', probability: 0.75 })
    expect(await shownOf(river.id, yes.claimReviewId)).toMatchObject({
      state: 'suggested',
      carried: { state: 'accepted' },
    })
  })
})
