import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { claimMatchIdSchema } from '@hub/core/ids.ts'
import { buildClaimReview, buildMatch } from '@hub/tests/support/build-claim-review.ts'
import { buildNarrative, buildSource } from '@hub/tests/support/build-news.ts'
import { by, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { Forbidden, NotFound } from '../errors.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { acceptMatch } from './accept-match.ts'
import { refuseMatch } from './refuse-match.ts'
import { reopenMatch } from './reopen-match.ts'

let database: TestDatabase
let stage: Stage
let source: Row<'source'>

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
  source = await buildSource(database.db)
})
afterAll(() => database?.close())

const suggest = async (narrative: Parameters<typeof buildNarrative>[1] = {}) => {
  const { id: narrativeId } = await buildNarrative(database.db, narrative)
  const { id: claimReviewId } = await buildClaimReview(database.db, source)
  return buildMatch(database.db, { narrativeId, claimReviewId })
}
const analyst = () => by(stage.analyst.actor)

describe('a decision on a fact-check', () => {
  test('is accepted once, however often it is sent, and says who and when', async () => {
    const { id } = await suggest()
    await acceptMatch(database.db, analyst(), id, { expectedVersion: 1 })
    const accepted = await acceptMatch(database.db, analyst(), id, { expectedVersion: 1 })
    expect(accepted).toMatchObject({
      state: 'accepted',
      decidedBy: stage.analyst.id,
      decidedAt: TEST_NOW,
      reason: null,
      rowVersion: 2,
    })
    expect((await auditOf(database.db, 'claim_match', id)).map(({ action }) => action)).toEqual(['accepted'])
  })

  test('is refused once, for a reason', async () => {
    const { id } = await suggest()
    await refuseMatch(database.db, analyst(), id, { reason: 'another_event' })
    const refused = await refuseMatch(database.db, analyst(), id, { reason: 'another_event' })
    expect(refused).toMatchObject({ state: 'refused', reason: 'another_event', rowVersion: 2 })
    expect(await auditOf(database.db, 'claim_match', id)).toHaveLength(1)
  })

  test('is taken back once, and leaves a suggestion as before', async () => {
    const { id } = await suggest()
    await refuseMatch(database.db, analyst(), id, { reason: 'words_only' })
    await reopenMatch(database.db, analyst(), id)
    const reopened = await reopenMatch(database.db, analyst(), id)
    expect(reopened).toMatchObject({ state: 'suggested', decidedBy: null, decidedAt: null, reason: null })
    expect((await auditOf(database.db, 'claim_match', id)).map(({ action }) => action)).toEqual(['refused', 'reopened'])
  })

  test('is not turned round without being taken back', async () => {
    const { id } = await suggest()
    await acceptMatch(database.db, analyst(), id)
    await expect(refuseMatch(database.db, analyst(), id, { reason: 'another_claim' })).rejects.toMatchObject({
      code: 'match_decided',
      current: { state: 'accepted' },
    })
  })

  test('against an older version is refused', async () => {
    const { id } = await suggest()
    await refuseMatch(database.db, analyst(), id, { reason: 'words_only' })
    await reopenMatch(database.db, analyst(), id)
    await expect(acceptMatch(database.db, analyst(), id, { expectedVersion: 1 })).rejects.toMatchObject({
      code: 'stale_version',
    })
  })

  test('is for those who judge narratives', async () => {
    const { id } = await suggest()
    for (const person of [stage.comms, stage.trainer, stage.auditor, stage.administrator]) {
      const who = by(person.actor)
      await expect(acceptMatch(database.db, who, id), person.name).rejects.toThrow(Forbidden)
      await expect(refuseMatch(database.db, who, id, { reason: 'words_only' })).rejects.toThrow(Forbidden)
      await expect(reopenMatch(database.db, who, id)).rejects.toThrow(Forbidden)
    }
    expect(await auditOf(database.db, 'claim_match', id)).toEqual([])
  })

  test('cannot be taken on what is not there, or not for everybody’s eyes', async () => {
    const { id } = await suggest({ tlp: 'RED' })
    await expect(acceptMatch(database.db, analyst(), id)).rejects.toThrow(NotFound)
    await expect(acceptMatch(database.db, analyst(), newId(claimMatchIdSchema))).rejects.toThrow(NotFound)
  })
})
