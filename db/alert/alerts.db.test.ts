import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { alertIdSchema, routeRuleIdSchema, signalIdSchema } from '@hub/core/ids.ts'
import type { Severity } from '@hub/core/resist/assessment.ts'
import { buildItem, buildNarrative, buildSource, placeItem } from '@hub/tests/support/build-news.ts'
import { buildUnit, buildUser, by, TEST_JOB, TEST_NOW } from '@hub/tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '@hub/tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '@hub/tests/support/test-database.ts'
import { beforeEach, describe, expect, test } from 'vitest'

import { acknowledgeDelivery } from '../delivery/acknowledge-delivery.ts'
import { newId } from '../new-id.ts'
import type { NewRow, Row } from '../schema.ts'
import { escalateDeliveries } from './escalate-deliveries.ts'
import { findUndone } from './find-undone.ts'
import { routeAlerts } from './route-alerts.ts'
import { sendDeliveries } from './send-deliveries.ts'

let database: TestDatabase
let stage: Stage
const minutes = (count: number) => by(TEST_JOB, new Date(TEST_NOW.getTime() + count * 60_000))

beforeEach(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
  return () => database.close()
})

async function raise(severity: Severity, narrative?: Row<'narrative'>): Promise<Row<'alert'>> {
  const { db } = database
  const { id: narrativeId } = narrative ?? (await buildNarrative(db))
  const signalId = newId(signalIdSchema)
  await db
    .insertInto('signal')
    .values({
      id: signalId,
      narrativeId,
      kind: 'emergence',
      severity,
      detectedAt: TEST_NOW,
      windowStart: TEST_NOW,
      numbers: '{}',
      publisherIds: [],
      idempotencyKey: signalId,
    })
    .execute()
  return db
    .insertInto('alert')
    .values({ id: newId(alertIdSchema), signalId, narrativeId, severity, raisedAt: TEST_NOW })
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function addRule(given: Partial<NewRow<'routeRule'>>): Promise<void> {
  const rule = {
    id: newId(routeRuleIdSchema),
    position: 1,
    title: 'Rule',
    terms: [],
    countries: [],
    languages: [],
    unitIds: [stage.health.id],
    ...given,
  }
  await database.db.insertInto('routeRule').values(rule).execute()
}

const deliveries = () => database.db.selectFrom('delivery').selectAll().orderBy('id').execute()
const attempts = () => database.db.selectFrom('deliveryAttempt').selectAll().orderBy('level').orderBy('id').execute()

describe('routeAlerts', () => {
  test('makes a delivery for each unit with reasons and a frozen ladder, once', async () => {
    await addRule({ title: 'Water', terms: ['tap water'], unitIds: [stage.health.id, stage.interior.id] })
    const alert = await raise('S2')
    expect(await routeAlerts(database.db, minutes(0), 10)).toEqual({ alerts: 1, deliveries: 2 })
    expect(await routeAlerts(database.db, minutes(0), 10)).toEqual({ alerts: 0, deliveries: 0 })
    const made = await deliveries()
    expect(made.map(({ unitId, state }) => [unitId, state])).toEqual([
      [stage.health.id, 'pending'],
      [stage.interior.id, 'pending'],
    ])
    expect(made[0]?.matchedRules).toEqual([
      { ruleId: expect.any(String), title: 'Water', because: ['“tap water” in the headline', 'severity S2'] },
    ])
    expect(made[0]?.escalation).toEqual([
      { level: 1, role: 'unit_lead', unitId: stage.health.id, afterMs: 3_600_000 },
      { level: 2, role: 'coordinator', unitId: stage.centre.id, afterMs: 7_200_000 },
    ])
    expect((await auditOf(database.db, 'alert', alert.id)).map(({ action }) => action)).toEqual(['alert.route'])
    expect(
      await database.db.selectFrom('outbox').select('topic').where('aggregateId', '=', alert.id).execute(),
    ).toEqual([{ topic: 'send-deliveries' }])
  })

  test('growth of a narrative stays on the unit’s one card; a rise in severity takes its place', async () => {
    await addRule({ unitIds: [stage.health.id] })
    const narrative = await buildNarrative(database.db)
    await raise('S3', narrative)
    await routeAlerts(database.db, minutes(0), 10)
    await sendDeliveries(database.db, minutes(0), 10)
    const grown = await raise('S3', narrative)
    await routeAlerts(database.db, minutes(1), 10)
    expect((await deliveries()).map(({ alertId, state }) => [alertId, state])).toEqual([[grown.id, 'sent']])
    const risen = await raise('S2', narrative)
    await routeAlerts(database.db, minutes(2), 10)
    await sendDeliveries(database.db, minutes(2), 10)
    expect((await deliveries()).map(({ alertId, state }) => [alertId, state])).toEqual([
      [grown.id, 'rerouted'],
      [risen.id, 'sent'],
    ])
    expect((await deliveries())[0]?.nextEscalationAt).toBeNull()
  })

  test('reads countries from the publishers of the narrative', async () => {
    const { db } = database
    const narrative = await buildNarrative(db, { shard: 'live/en' })
    const source = await buildSource(db, { country: 'MD' })
    await placeItem(db, narrative, await buildItem(db, source))
    await addRule({ countries: ['MD'], unitIds: [stage.interior.id] })
    await raise('S3', narrative)
    await routeAlerts(db, minutes(0), 10)
    expect((await deliveries()).map(({ unitId }) => unitId)).toEqual([stage.interior.id])
  })

  test('without a fitting rule the catch-all takes it; without one, or with closed units only, the coordination unit', async () => {
    await addRule({ terms: ['vaccine'] })
    await raise('S3')
    await routeAlerts(database.db, minutes(0), 10)
    await addRule({ isCatchAll: true, position: 9, unitIds: [stage.interior.id] })
    await raise('S3')
    await routeAlerts(database.db, minutes(0), 10)
    await database.db.updateTable('unit').set({ closedAt: TEST_NOW }).where('id', '=', stage.interior.id).execute()
    await raise('S3')
    await routeAlerts(database.db, minutes(0), 10)
    expect((await deliveries()).map(({ unitId }) => unitId)).toEqual([
      stage.centre.id,
      stage.interior.id,
      stage.centre.id,
    ])
  })

  test("an alert whose narrative was merged goes out under the survivor's name", async () => {
    const survivor = await buildNarrative(database.db)
    const merged = await buildNarrative(database.db, { state: 'merged', mergedInto: survivor.id })
    await raise('S3', merged)
    await routeAlerts(database.db, minutes(0), 10)
    expect((await deliveries())[0]?.narrativeId).toBe(survivor.id)
  })

  test('an alert that has a case already is linked by being routed', async () => {
    const alert = await raise('S3')
    expect(alert.state).toBe('raised')
    await routeAlerts(database.db, minutes(0), 10)
    expect((await database.db.selectFrom('alert').select('state').executeTakeFirstOrThrow()).state).toBe('routed')
  })
})

describe('sendDeliveries and escalateDeliveries', () => {
  async function route(severity: Severity, unitIds = [stage.health.id]): Promise<void> {
    await addRule({ unitIds })
    await raise(severity)
    await routeAlerts(database.db, minutes(0), 10)
  }

  test('tells everybody who may answer for the unit, once, and starts the clocks', async () => {
    await route('S2')
    expect(await sendDeliveries(database.db, minutes(1), 10)).toEqual({ sent: 1, held: 0, people: 3 })
    expect(await sendDeliveries(database.db, minutes(2), 10)).toEqual({ sent: 0, held: 0, people: 0 })
    expect((await attempts()).map(({ userId, outcome, level }) => [userId, outcome, level]).toSorted()).toEqual(
      [stage.analyst.id, stage.comms.id, stage.lead.id].map((id) => [id, 'delivered', 0]).toSorted(),
    )
    expect((await deliveries())[0]).toMatchObject({
      state: 'sent',
      sentAt: minutes(1).now,
      acknowledgeDueAt: minutes(61).now,
      nextEscalationAt: minutes(61).now,
    })
  })

  test('S4 waits for the digest with its reason, and closes when sent in it', async () => {
    await route('S4')
    expect(await sendDeliveries(database.db, minutes(0), 10)).toEqual({ sent: 0, held: 1, people: 0 })
    const [held] = await deliveries()
    expect(held).toMatchObject({ state: 'held', heldReason: 'digest' })
    expect(await sendDeliveries(database.db, minutes(1), 10)).toEqual({ sent: 0, held: 0, people: 0 })
    const released = { ...minutes(0), now: held?.heldUntil ?? TEST_NOW }
    expect((await findUndone(database.db, LIVE_WORLD, released.now)).hasDeliveriesToSend).toBe(true)
    expect(await sendDeliveries(database.db, released, 10)).toEqual({ sent: 1, held: 0, people: 3 })
    expect((await deliveries())[0]).toMatchObject({ state: 'closed', nextEscalationAt: null, heldReason: null })
  })

  test('a missed acknowledgement goes to the lead, then to the coordinator, then stays', async () => {
    await route('S2')
    await sendDeliveries(database.db, minutes(0), 10)
    expect(await escalateDeliveries(database.db, minutes(59), 10)).toEqual({ escalated: 0, people: 0, exhausted: 0 })
    expect(await escalateDeliveries(database.db, minutes(60), 10)).toEqual({ escalated: 1, people: 1, exhausted: 0 })
    expect(await escalateDeliveries(database.db, minutes(60), 10)).toEqual({ escalated: 0, people: 0, exhausted: 0 })
    expect(await escalateDeliveries(database.db, minutes(120), 10)).toEqual({ escalated: 1, people: 1, exhausted: 1 })
    expect((await deliveries())[0]).toMatchObject({ state: 'escalated', escalationLevel: 2, nextEscalationAt: null })
    expect((await attempts()).filter(({ level }) => level > 0).map(({ level, userId }) => [level, userId])).toEqual([
      [1, stage.lead.id],
      [2, stage.coordinator.id],
    ])
  })

  test('an acknowledgement ends it', async () => {
    await route('S1')
    await sendDeliveries(database.db, minutes(0), 10)
    const [sent] = await deliveries()
    if (!sent) throw new Error('Nothing was sent.')
    await acknowledgeDelivery(database.db, by(stage.analyst.actor, minutes(10).now), sent.id)
    expect(await escalateDeliveries(database.db, minutes(500), 10)).toEqual({ escalated: 0, people: 0, exhausted: 0 })
  })

  test('where nobody is there, that is recorded and the next rung is told at once', async () => {
    const empty = await buildUnit(database.db)
    await route('S2', [empty.id])
    expect(await sendDeliveries(database.db, minutes(0), 10)).toEqual({ sent: 1, held: 0, people: 0 })
    expect(await escalateDeliveries(database.db, minutes(0), 10)).toEqual({ escalated: 1, people: 1, exhausted: 1 })
    expect((await attempts()).map(({ level, outcome, userId }) => [level, outcome, userId])).toEqual([
      [0, 'nobody', null],
      [1, 'nobody', null],
      [2, 'delivered', stage.coordinator.id],
    ])
  })

  test('what fell due while the hub was down escalates once, says so, and gives the next person their full time', async () => {
    await route('S2')
    await sendDeliveries(database.db, minutes(0), 10)
    expect(await escalateDeliveries(database.db, minutes(1_000), 10)).toEqual({ escalated: 1, people: 1, exhausted: 0 })
    expect((await attempts()).at(-1)?.detail).toContain('Late')
    expect((await deliveries())[0]?.nextEscalationAt).toEqual(minutes(1_060).now)
  })

  test('a suspended person and a revoked role are not told', async () => {
    const away = await buildUser(database.db, { role: 'analyst', unitId: stage.health.id })
    await database.db.updateTable('userAccount').set({ status: 'suspended' }).where('id', '=', away.id).execute()
    await database.db
      .updateTable('membership')
      .set({ revokedAt: TEST_NOW, revokedBy: 'test' })
      .where('userId', '=', stage.comms.id)
      .execute()
    await route('S2')
    expect((await sendDeliveries(database.db, minutes(0), 10)).people).toBe(2)
  })
})
