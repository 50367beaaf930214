import { scopeOf } from '@hub/core/access/scope.ts'
import type { MergeReason } from '@hub/core/narrative/engine-types.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildAlert, buildDelivery } from '../../tests/support/build-alert.ts'
import { buildCase } from '../../tests/support/build-case.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '../../tests/support/build-news.ts'
import { by, TEST_JOB, TEST_NOW } from '../../tests/support/build-people.ts'
import { buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { getCase } from '../case/get-case.ts'
import { getNarrative } from '../narrative/get-narrative.ts'
import { write } from '../write.ts'
import { applyMerges } from './apply-merges.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())

const REASON: MergeReason = {
  itemId: 'item',
  score: 0.6,
  runnerUpScore: 0.5,
  threshold: 0.4,
  centroidCosine: 0.8,
  requiredCosine: 0.7,
  fromItems: 1,
  intoItems: 1,
}

describe('applyMerges', () => {
  test('the survivor takes items, publishers counted once, signals, and the work people hung on the other', async () => {
    const { db } = database
    const [from, into] = [await buildNarrative(db), await buildNarrative(db)]
    const source = await buildSource(db)
    for (const narrative of [from, into]) await placeItem(db, narrative, await buildItem(db, source))
    const alert = await buildAlert(db, { narrativeId: from.id })
    await buildDelivery(db, alert, { to: stage.health, coordination: stage.centre })
    const opened = await buildCase(db, stage.analyst.actor, { narrativeId: from.id })

    await write(db, by(TEST_JOB), async (w) => {
      await w.require('pipeline.run')
      const merge = { from: from.id, into: into.id, reason: REASON, sequence: 0, names: new Set<string>() }
      await applyMerges(w, [merge], [])
      await w.audit({ action: 'merged', noun: 'narrative', objectId: from.id })
    })

    const caseScope = scopeOf(stage.analyst.actor, 'case.read')
    const scope = scopeOf(stage.analyst.actor, 'narrative.read')
    if (!caseScope || !scope) throw new Error('An analyst reads both.')
    const reading = { scope, caseScope, now: TEST_NOW }
    const survivor = await getNarrative(db, reading, into.id)
    expect(survivor).toMatchObject({
      itemCount: 2,
      publisherCount: 1,
      caseId: opened.id,
      signals: [{ kind: 'growth' }],
    })
    expect(survivor.timeline).toMatchObject([{ items: 2, publishers: 1 }])
    const view = await getCase(db, caseScope, opened.id, TEST_NOW)
    expect(view).toMatchObject({ narrativeIds: [into.id], deliveries: [{ narrativeId: into.id }] })
    expect(await getNarrative(db, reading, from.id)).toMatchObject({
      state: 'merged',
      mergedInto: into.id,
      itemCount: 0,
    })
  })
})
