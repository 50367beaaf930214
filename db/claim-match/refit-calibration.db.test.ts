import { afterAll, beforeAll, expect, test } from 'vitest'

import { scopeOf } from '@hub/core/access/scope.ts'
import { buildClaimReview, buildMatch } from '@hub/tests/support/build-claim-review.ts'
import { buildNarrative, buildSource } from '@hub/tests/support/build-news.ts'
import { by, TEST_JOB, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'

import { acceptMatch } from './accept-match.ts'
import { getCalibration } from './get-calibration.ts'
import { refitCalibration } from './refit-calibration.ts'
import { refuseMatch } from './refuse-match.ts'
import { reopenMatch } from './reopen-match.ts'

let database: TestDatabase
let stage: Stage
beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database?.close())

test('chances follow the decisions of the world’s analysts once there are enough, and no longer when these are taken back', async () => {
  const { db } = database
  const source = await buildSource(db)
  const review = await buildClaimReview(db, source)
  const analyst = by(stage.analyst.actor)
  const decide = async (isAccepted: boolean, modelVersion?: string) => {
    const { id: narrativeId } = await buildNarrative(db)
    const given = modelVersion === undefined ? {} : { modelVersion }
    const { id } = await buildMatch(db, { narrativeId, claimReviewId: review.id }, given)
    if (isAccepted) await acceptMatch(db, analyst, id)
    else await refuseMatch(db, analyst, id, { reason: 'words_only' })
    return id
  }
  const view = () => {
    const scope = scopeOf(stage.analyst.actor, 'narrative.read', new Map())
    if (!scope) throw new Error('An analyst reads narratives.')
    return getCalibration(db, scope)
  }
  const job = by(TEST_JOB)
  const audits = () => db.selectFrom('auditEvent').selectAll().where('action', '=', 'fact_checks.calibrate').execute()

  await expect(refitCalibration(db, by(stage.coordinator.actor))).rejects.toThrow('pipeline.run')
  expect(await refitCalibration(db, job)).toBeNull()
  expect(await view()).toEqual({ accepted: 0, refused: 0, fittedAt: null })
  for (let at = 0; at < 22; at += 1) await decide(false)
  for (let at = 0; at < 7; at += 1) await decide(true)
  await decide(true, 'another model')
  expect(await refitCalibration(db, job)).toBeNull()
  expect(await view()).toEqual({ accepted: 7, refused: 22, fittedAt: null })

  const last = await decide(true)
  const correction = await refitCalibration(db, job)
  expect(correction?.shift).toBeLessThan(0)
  expect(await view()).toEqual({ accepted: 8, refused: 22, fittedAt: TEST_NOW.toISOString() })
  const before = (await audits()).length
  expect(await refitCalibration(db, job)).toEqual(correction)
  expect(await audits()).toHaveLength(before)

  await reopenMatch(db, analyst, last)
  expect(await refitCalibration(db, job)).toBeNull()
  expect((await view()).fittedAt).toBeNull()
})
