import type { DeclineInput } from '@hub/core/alert/decline-input.ts'
import { buildLadder } from '@hub/core/alert/escalation-ladder.ts'
import { chooseReroute } from '@hub/core/alert/choose-reroute.ts'
import { declineDelivery as judgeDecline } from '@hub/core/alert/delivery-transitions.ts'
import { type DeliveryId, deliveryIdSchema, type UnitId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { NotFound } from '../errors.ts'
import { newId } from '../new-id.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { findCoordinationUnit } from '../unit/find-coordination-unit.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { lockDelivery } from './lock-delivery.ts'
import { settleDelivery } from './settle-delivery.ts'

/**
 * Records that an alert is not for this unit, with the reason, and passes it on in the same transaction: to the unit
 * it suggests, else to the coordination unit. With nobody left to pass it to, it stays on the coordinator's list.
 */
export async function declineDelivery(
  db: Db | Tx,
  by: WriteBy,
  deliveryId: DeliveryId,
  input: DeclineInput,
): Promise<Row<'delivery'>> {
  return write(db, by, async (w) => {
    const delivery = await lockDelivery(w, deliveryId, 'delivery.decline')
    const reason = input.reason.trim()
    const suggested = input.suggestedUnitId ?? null
    const isRepeated = delivery.state === 'declined' || delivery.state === 'rerouted'
    if (isRepeated && delivery.declinedReason === reason && delivery.suggestedUnitId === suggested) {
      w.unchanged()
      return delivery
    }
    obeyVerdict(judgeDecline(delivery, reason), delivery)
    const passedTo = await passOn(w, delivery, { reason, suggested })
    return settleDelivery(
      w,
      delivery,
      { state: passedTo ? 'rerouted' : 'declined', declinedReason: reason, suggestedUnitId: suggested },
      { action: 'declined', details: { reason, suggestedUnitId: suggested, passedTo } },
    )
  })
}

async function passOn(
  w: Write,
  from: Row<'delivery'>,
  decline: { reason: string; suggested: UnitId | null },
): Promise<UnitId | null> {
  const { world } = w.by.actor
  // The alert's lock keeps two units that decline at once from each making the same delivery.
  await w.tx.selectFrom('alert').select('id').where('id', '=', from.alertId).forUpdate().execute()
  const deliveries = await w.tx
    .selectFrom('delivery')
    .select(['unitId', 'state'])
    .where('alertId', '=', from.alertId)
    .execute()
  const coordination = await findCoordinationUnit(w.tx, world)
  const { suggested } = decline
  const choice = chooseReroute({
    declinedBy: from.unitId,
    suggested,
    coordination: coordination?.id ?? null,
    deliveries,
  })
  if (choice.kind === 'none') return null
  if (choice.kind === 'existing') return choice.unitId
  const units = await w.tx
    .selectFrom('unit')
    .selectAll()
    .where('id', 'in', [choice.unitId, from.unitId])
    .where('world', '=', world)
    .where('closedAt', 'is', null)
    .execute()
  const unit = units.find(({ id }) => id === choice.unitId)
  if (!unit) throw new NotFound('unit')
  const sender = units.find(({ id }) => id === from.unitId)?.name ?? 'another unit'
  const passed = await w.tx
    .insertInto('delivery')
    .values({
      id: newId(deliveryIdSchema),
      alertId: from.alertId,
      narrativeId: from.narrativeId,
      unitId: unit.id,
      owningUnitId: unit.id,
      severity: from.severity,
      world,
      tlp: from.tlp,
      matchedRules: JSON.stringify([{ ruleId: from.id, title: `Passed on by ${sender}`, because: [decline.reason] }]),
      escalation: JSON.stringify(buildLadder(from.severity, unit, coordination ?? unit)),
      createdAt: w.by.now,
      updatedAt: w.by.now,
    })
    .returning(['id', 'rowVersion'])
    .executeTakeFirstOrThrow()
  await w.publish({
    topic: 'send-deliveries',
    aggregate: 'delivery',
    aggregateId: passed.id,
    aggregateVersion: passed.rowVersion,
    idempotencyKey: `send-deliveries:${passed.id}:${passed.rowVersion}`,
  })
  await w.live({ noun: 'delivery', id: passed.id, version: passed.rowVersion, unitIds: [unit.id] })
  return unit.id
}
