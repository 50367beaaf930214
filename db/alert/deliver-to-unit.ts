import { advanceDelivery } from '@hub/core/alert/delivery-transitions.ts'
import { buildLadder } from '@hub/core/alert/escalation-ladder.ts'
import { groupDelivery, STANDING_DELIVERY_STATES } from '@hub/core/alert/group-delivery.ts'
import { deliveryIdSchema } from '@hub/core/ids.ts'

import { newId } from '../new-id.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'
import { changeDelivery } from './change-delivery.ts'
import type { CalendarUnit } from './unit-calendar.ts'

type MatchedRules = Row<'delivery'>['matchedRules']
export type DeliveryTarget = { unit: CalendarUnit; coordination: CalendarUnit; matchedRules: MatchedRules }

/**
 * Brings an alert to a unit. The unit has one card for a narrative: growth moves the newest alert onto it, a rise in
 * severity makes a new delivery in its place (`groupDelivery`). Running it again for the same alert changes nothing.
 */
export async function deliverToUnit(w: Write, alert: Row<'alert'>, target: DeliveryTarget): Promise<void> {
  const standing = await findStanding(w, alert, target.unit)
  if (standing?.alertId === alert.id) return
  const grouping = groupDelivery(standing, alert.severity, w.by.now)
  if (standing && grouping === 'update') {
    const matchedRules = JSON.stringify(target.matchedRules)
    await changeDelivery(w, standing, { alertId: alert.id, matchedRules }, 'delivery.update', { newAlertId: alert.id })
    return
  }
  if (standing && grouping === 'supersede') {
    obeyVerdict(advanceDelivery(standing, 'rerouted'), standing)
    await changeDelivery(w, standing, { state: 'rerouted', nextEscalationAt: null }, 'delivery.supersede', {
      newAlertId: alert.id,
    })
  }
  await insertDelivery(w, alert, target)
}

async function findStanding(w: Write, alert: Row<'alert'>, unit: CalendarUnit): Promise<Row<'delivery'> | undefined> {
  return w.tx
    .selectFrom('delivery')
    .selectAll()
    .where('narrativeId', '=', alert.narrativeId)
    .where('unitId', '=', unit.id)
    .where('state', 'in', STANDING_DELIVERY_STATES)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

async function insertDelivery(
  w: Write,
  alert: Row<'alert'>,
  { unit, coordination, matchedRules }: DeliveryTarget,
): Promise<void> {
  const id = newId(deliveryIdSchema)
  const made = await w.tx
    .insertInto('delivery')
    .values({
      id,
      alertId: alert.id,
      narrativeId: alert.narrativeId,
      unitId: unit.id,
      owningUnitId: unit.id,
      severity: alert.severity,
      matchedRules: JSON.stringify(matchedRules),
      escalation: JSON.stringify(buildLadder(alert.severity, unit, coordination)),
      world: alert.world,
      tlp: alert.tlp,
      createdAt: w.by.now,
      updatedAt: w.by.now,
    })
    .onConflict((conflict) => conflict.columns(['alertId', 'unitId']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) await w.live({ noun: 'delivery', id, version: 1, unitIds: [unit.id] })
}
