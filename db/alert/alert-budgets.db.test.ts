import { alertIdSchema, signalIdSchema } from '@hub/core/ids.ts'
import type { Severity } from '@hub/core/resist/assessment.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import { buildNarrative } from '@hub/tests/support/build-news.ts'
import { by, TEST_JOB, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { countAudit } from '@hub/tests/support/count-audit.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { beforeEach, describe, expect, test } from 'vitest'

import { Forbidden } from '../errors.ts'
import { newId } from '../new-id.ts'
import { editUnit } from '../unit/edit-unit.ts'
import { listBudgets } from './alert-budgets.ts'
import { routeAlerts } from './route-alerts.ts'
import { sendDeliveries } from './send-deliveries.ts'

let database: TestDatabase
let stage: Stage
const at = (hours: number) => by(TEST_JOB, new Date(TEST_NOW.getTime() + hours * 3_600_000))
const deliveries = () => database.db.selectFrom('delivery').selectAll().orderBy('createdAt').orderBy('id').execute()

beforeEach(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
  const budget = { id: stage.centre.id, alertBudget: 2 }
  await editUnit(database.db, by(stage.administrator.actor), budget)
  return () => database.close()
})

/** An alert about a narrative of its own, routed to the coordination unit and sent, as many hours after the test's moment. */
async function tell(severity: Severity, hours: number): Promise<void> {
  const { db } = database
  const { id: narrativeId } = await buildNarrative(db)
  const signalId = newId(signalIdSchema)
  const raisedAt = at(hours).now
  await db
    .insertInto('signal')
    .values({
      id: signalId,
      narrativeId,
      kind: 'growth',
      severity,
      detectedAt: raisedAt,
      windowStart: raisedAt,
      numbers: '{}',
      publisherIds: [],
      idempotencyKey: signalId,
    })
    .execute()
  await db
    .insertInto('alert')
    .values({ id: newId(alertIdSchema), signalId, narrativeId, severity, raisedAt })
    .execute()
  await routeAlerts(db, at(hours), 10)
  await sendDeliveries(db, at(hours), 10)
}

describe('the weekly alert budget of a unit', () => {
  test('is set by administrators alone, once, with one entry', async () => {
    const set = (actor: Stage['analyst']['actor']) => () =>
      editUnit(database.db, by(actor), { id: stage.health.id, alertBudget: 20 })
    await expect(set(stage.coordinator.actor)()).rejects.toBeInstanceOf(Forbidden)
    const allowed = set(stage.administrator.actor)
    expect([await countAudit(database.db, allowed), await countAudit(database.db, allowed)]).toEqual([1, 0])
    const clear = () => editUnit(database.db, by(stage.administrator.actor), { id: stage.health.id, alertBudget: null })
    expect(await clear()).toMatchObject({ alertBudget: null })
  })

  test('holds S3 and S4 once it is spent, never S1 and S2, and says how the week stands', async () => {
    await tell('S3', 0)
    await tell('S2', 1)
    await tell('S3', 2)
    await tell('S4', 3)
    await tell('S2', 4)
    await tell('S1', 5)
    expect((await deliveries()).map(({ severity, state, heldReason }) => [severity, state, heldReason])).toEqual([
      ['S3', 'sent', null],
      ['S2', 'sent', null],
      ['S3', 'held', 'budget'],
      ['S4', 'held', 'budget'],
      ['S2', 'sent', null],
      ['S1', 'sent', null],
    ])
    const answers = scopeOf(stage.coordinator.actor, 'delivery.acknowledge')!
    expect(await listBudgets(database.db, answers, at(6).now)).toEqual([
      {
        unitId: stage.centre.id,
        unitName: 'Centre of government',
        budget: 2,
        told: 4,
        held: 2,
        releasedAt: '2026-11-30T09:00:00.001Z',
      },
    ])
    expect(await listBudgets(database.db, scopeOf(stage.analyst.actor, 'delivery.acknowledge')!, at(6).now)).toEqual([])
  })

  test('lets go of what it held with the next working week, which begins with its own budget', async () => {
    for (const hours of [0, 1, 2]) await tell('S3', hours)
    const monday = 7 * 24 - 3 + 0.1
    expect(await sendDeliveries(database.db, at(monday - 1), 10)).toMatchObject({ sent: 0 })
    expect(await sendDeliveries(database.db, at(monday), 10)).toMatchObject({ sent: 1 })
    const [, , released] = await deliveries()
    expect(released).toMatchObject({ state: 'sent', heldReason: null })
    expect(released?.acknowledgeDueAt).not.toBeNull()
    await tell('S3', monday + 1)
    await tell('S3', monday + 2)
    await tell('S3', monday + 3)
    expect((await deliveries()).slice(3).map(({ state }) => state)).toEqual(['sent', 'sent', 'held'])
  })
})
