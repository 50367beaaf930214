import { scopeOf } from '@hub/core/access/scope.ts'
import { deliveryIdSchema } from '@hub/core/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildAlert, buildDelivery, buildSignal } from '../../tests/support/build-alert.ts'
import { buildNarrative, buildPublisher } from '../../tests/support/build-news.ts'
import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { Conflict, Forbidden, NotFound } from '../errors.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { unitDescendants } from '../unit/queries.ts'
import { acknowledgeDelivery } from './acknowledge-delivery.ts'
import { declineDelivery } from './decline-delivery.ts'
import { countUnacknowledged, getDelivery, listDeliveries } from './list-deliveries.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())

async function deliver(to: Row<'unit'> = stage.health): Promise<Row<'delivery'>> {
  const narrative = await buildNarrative(database.db)
  const alert = await buildAlert(database.db, { narrativeId: narrative.id })
  return buildDelivery(database.db, alert, { to, coordination: stage.centre })
}

async function readingOf(actor: Stage['analyst']['actor']) {
  const tree = await unitDescendants(database.db)
  const scope = scopeOf(actor, 'alert.read', tree)
  if (!scope) throw new Error('This actor reads no alerts.')
  return { scope, answers: scopeOf(actor, 'delivery.acknowledge', tree), caseScope: scopeOf(actor, 'case.read', tree) }
}

describe('acknowledgeDelivery', () => {
  test('stops the escalation, names who acknowledged, leaves one audit row, and twice is once', async () => {
    const { id } = await deliver()
    const acknowledged = await acknowledgeDelivery(database.db, by(stage.analyst.actor), id)
    expect(acknowledged).toMatchObject({
      state: 'acknowledged',
      nextEscalationAt: null,
      acknowledgedAt: TEST_NOW,
      rowVersion: 2,
    })
    const again = await acknowledgeDelivery(database.db, by(stage.lead.actor), id)
    expect(again.acknowledgedBy).toBe(stage.analyst.id)
    expect(await auditOf(database.db, 'delivery', id)).toHaveLength(1)
    const view = await getDelivery(database.db, await readingOf(stage.analyst.actor), id)
    expect(view).toMatchObject({ acknowledgedBy: 'Ana Analyst', unitName: 'Ministry of Health' })
  })

  test.each(['outsider', 'auditor', 'trainer', 'administrator'] as const)('refuses %s', async (who) => {
    const { id } = await deliver()
    await expect(acknowledgeDelivery(database.db, by(stage[who].actor), id)).rejects.toBeInstanceOf(Forbidden)
    expect(await auditOf(database.db, 'delivery', id)).toHaveLength(0)
  })

  test('of an unknown delivery is NotFound', async () => {
    await expect(
      acknowledgeDelivery(database.db, by(stage.analyst.actor), newId(deliveryIdSchema)),
    ).rejects.toBeInstanceOf(NotFound)
  })

  test('does not stop other units', async () => {
    const narrative = await buildNarrative(database.db)
    const alert = await buildAlert(database.db, { narrativeId: narrative.id })
    const units = { coordination: stage.centre }
    const mine = await buildDelivery(database.db, alert, { to: stage.health, ...units })
    const theirs = await buildDelivery(database.db, alert, { to: stage.interior, ...units })
    await acknowledgeDelivery(database.db, by(stage.analyst.actor), mine.id)
    const left = await database.db
      .selectFrom('delivery')
      .selectAll()
      .where('id', '=', theirs.id)
      .executeTakeFirstOrThrow()
    expect(left).toMatchObject({ state: 'sent', rowVersion: 1 })
    expect(left.nextEscalationAt).not.toBeNull()
  })
})

describe('declineDelivery', () => {
  test('passes the alert to the suggested unit in the same transaction; twice is once', async () => {
    const delivery = await deliver()
    const input = { reason: 'A police matter', suggestedUnitId: stage.interior.id }
    const declined = await declineDelivery(database.db, by(stage.analyst.actor), delivery.id, input)
    expect(declined).toMatchObject({ state: 'rerouted', declinedReason: 'A police matter', nextEscalationAt: null })
    await declineDelivery(database.db, by(stage.analyst.actor), delivery.id, input)
    const passed = await database.db
      .selectFrom('delivery')
      .selectAll()
      .where('alertId', '=', delivery.alertId)
      .where('unitId', '=', stage.interior.id)
      .execute()
    expect(passed).toHaveLength(1)
    expect(passed[0]).toMatchObject({ state: 'pending', severity: 'S2' })
    expect(passed[0]?.matchedRules[0]).toMatchObject({
      title: 'Passed on by Ministry of Health',
      because: ['A police matter'],
    })
    expect(passed[0]?.escalation.map(({ role }) => role)).toEqual(['unit_lead', 'coordinator'])
    expect(await auditOf(database.db, 'delivery', delivery.id)).toHaveLength(1)
    const outbox = await database.db
      .selectFrom('outbox')
      .selectAll()
      .where('aggregateId', '=', passed[0]?.id ?? '')
      .execute()
    expect(outbox.map(({ topic }) => topic)).toEqual(['send-deliveries'])
  })

  test('without a suggestion it comes back to the coordination unit', async () => {
    const delivery = await deliver()
    await declineDelivery(database.db, by(stage.lead.actor), delivery.id, { reason: 'Not ours' })
    const back = await database.db
      .selectFrom('delivery')
      .select('unitId')
      .where('alertId', '=', delivery.alertId)
      .where('state', '=', 'pending')
      .execute()
    expect(back).toEqual([{ unitId: stage.centre.id }])
  })

  test('what the coordination unit declines stays on its list', async () => {
    const delivery = await deliver(stage.centre)
    const declined = await declineDelivery(database.db, by(stage.coordinator.actor), delivery.id, {
      reason: 'Too small',
    })
    expect(declined.state).toBe('declined')
    const waiting = await listDeliveries(database.db, await readingOf(stage.coordinator.actor), { waiting: true })
    expect(waiting.map(({ id }) => id)).toContain(delivery.id)
  })

  test('after an acknowledgement it is refused with what stands now', async () => {
    const delivery = await deliver()
    await acknowledgeDelivery(database.db, by(stage.analyst.actor), delivery.id)
    const refusal = declineDelivery(database.db, by(stage.analyst.actor), delivery.id, { reason: 'Not ours' })
    await expect(refusal).rejects.toMatchObject({
      code: 'delivery_move_not_allowed',
      current: { state: 'acknowledged' },
    })
    await expect(refusal).rejects.toBeInstanceOf(Conflict)
  })

  test('refuses another unit', async () => {
    const delivery = await deliver()
    await expect(
      declineDelivery(database.db, by(stage.outsideLead.actor), delivery.id, { reason: 'Not ours' }),
    ).rejects.toBeInstanceOf(Forbidden)
  })
})

describe('listDeliveries', () => {
  test('shows a unit its own, a coordinator all, an auditor all; with the signal behind each', async () => {
    const narrative = await buildNarrative(database.db)
    const publisher = await buildPublisher(database.db, { name: 'Radio One' })
    const signal = await buildSignal(database.db, {
      narrativeId: narrative.id,
      publisherIds: [publisher.id],
      severity: 'S1',
    })
    const alert = await buildAlert(database.db, { narrativeId: narrative.id, signalId: signal.id, severity: 'S1' })
    const { id } = await buildDelivery(database.db, alert, { to: stage.interior, coordination: stage.centre })
    const idsFor = async (actor: Stage['analyst']['actor']) =>
      (await listDeliveries(database.db, await readingOf(actor), { waiting: true })).map((view) => view.id)
    expect(await idsFor(stage.analyst.actor)).not.toContain(id)
    expect(await idsFor(stage.outsider.actor)).toContain(id)
    expect(await idsFor(stage.auditor.actor)).toContain(id)
    const [first] = await listDeliveries(database.db, await readingOf(stage.coordinator.actor), { waiting: true })
    expect(first).toMatchObject({
      id,
      severity: 'S1',
      signal: { publishers: ['Radio One'] },
      acknowledgeDueAt: '2026-11-23T12:15:00.000Z',
    })
  })

  test('counts what runs against a clock', async () => {
    const before = await countUnacknowledged(database.db, await readingOf(stage.outsider.actor))
    const { id } = await deliver(stage.interior)
    expect(await countUnacknowledged(database.db, await readingOf(stage.outsider.actor))).toBe(before + 1)
    await acknowledgeDelivery(database.db, by(stage.outsider.actor), id)
    expect(await countUnacknowledged(database.db, await readingOf(stage.outsider.actor))).toBe(before)
  })
})
