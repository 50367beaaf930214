import { afterAll, beforeAll, expect, test } from 'vitest'

import { buildNarrative } from '../../tests/support/build-news.ts'
import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { countAudit } from '../../tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { Forbidden } from '../errors.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { REST_AFTER_DAYS, restNarratives } from './rest-narratives.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())

test('quiet emerging narratives rest, the young, the confirmed and the dismissed do not; once', async () => {
  const { db } = database
  const daysAgo = (days: number) => new Date(TEST_NOW.getTime() - days * 86_400_000)
  const build = (days: number, state: 'emerging' | 'confirmed' | 'dismissed') =>
    buildNarrative(db, { state, firstItemAt: daysAgo(days), lastItemAt: daysAgo(days), updatedAt: daysAgo(days) })
  const old = REST_AFTER_DAYS + 1
  const narratives = [
    await build(old, 'emerging'),
    await build(old - 2, 'emerging'),
    await build(old, 'confirmed'),
    await build(old, 'dismissed'),
  ]
  const rest = () => restNarratives(db, byStage('rest-narratives', 'live', TEST_NOW))
  expect([await countAudit(db, rest), await countAudit(db, rest)]).toEqual([1, 0])
  const states = await Promise.all(
    narratives.map(async ({ id }) => {
      const row = await db.selectFrom('narrative').select('state').where('id', '=', id).executeTakeFirstOrThrow()
      return row.state
    }),
  )
  expect(states).toEqual(['dormant', 'emerging', 'confirmed', 'dismissed'])
  await expect(restNarratives(db, by(stage.analyst.actor))).rejects.toBeInstanceOf(Forbidden)
})
