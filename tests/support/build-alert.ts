import { buildLadder, startClocks } from '@hub/core/alert/escalation-ladder.ts'
import { alertIdSchema, deliveryIdSchema, type NarrativeId, type PublisherId, signalIdSchema } from '@hub/core/ids.ts'
import type { Db } from '@hub/db/connect.ts'
import { newId, newRowId } from '@hub/db/new-id.ts'
import type { NewRow, Row } from '@hub/db/schema.ts'

import { TEST_NOW } from './build-people.ts'

/** A growth signal of a narrative. */
export async function buildSignal(
  db: Db,
  given: { narrativeId: NarrativeId; publisherIds?: PublisherId[] } & Partial<NewRow<'signal'>>,
): Promise<Row<'signal'>> {
  return db
    .insertInto('signal')
    .values({
      id: newId(signalIdSchema),
      kind: 'growth',
      severity: 'S2',
      detectedAt: TEST_NOW,
      windowStart: TEST_NOW,
      numbers: JSON.stringify({ perHour: 3.1, usualPerHour: 0.4 }),
      publisherIds: [],
      idempotencyKey: newRowId(),
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** A routed alert of a narrative, with its signal. */
export async function buildAlert(
  db: Db,
  given: { narrativeId: NarrativeId } & Partial<NewRow<'alert'>>,
): Promise<Row<'alert'>> {
  const signalId =
    given.signalId ?? (await buildSignal(db, { narrativeId: given.narrativeId, severity: given.severity ?? 'S2' })).id
  return db
    .insertInto('alert')
    .values({
      id: newId(alertIdSchema),
      severity: 'S2',
      state: 'routed',
      raisedAt: TEST_NOW,
      routedAt: TEST_NOW,
      ...given,
      signalId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** A delivery of an alert to a unit, sent now with its clocks running. */
export async function buildDelivery(
  db: Db,
  alert: Row<'alert'>,
  units: { to: Row<'unit'>; coordination: Row<'unit'> },
  given: Partial<NewRow<'delivery'>> = {},
): Promise<Row<'delivery'>> {
  const { severity } = alert
  const escalation = buildLadder(severity, units.to, units.coordination)
  return db
    .insertInto('delivery')
    .values({
      id: newId(deliveryIdSchema),
      alertId: alert.id,
      narrativeId: alert.narrativeId,
      unitId: units.to.id,
      owningUnitId: units.to.id,
      severity,
      state: 'sent',
      sentAt: TEST_NOW,
      matchedRules: JSON.stringify([{ ruleId: newRowId(), title: 'Health', because: ['term “water”'] }]),
      escalation: JSON.stringify(escalation),
      ...startClocks({ severity, escalation }, TEST_NOW, units.to),
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
