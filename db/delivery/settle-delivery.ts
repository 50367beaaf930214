import type { NewRow, Row } from '../schema.ts'
import type { Write } from '../write.ts'

/**
 * Writes a unit's answer to a delivery, with its audit entry: nothing is held or escalated to that unit any more, and
 * open pages hear of it.
 */
export async function settleDelivery(
  w: Write,
  delivery: Row<'delivery'>,
  settled: Partial<NewRow<'delivery'>>,
  { action, details }: { action: string; details: Record<string, unknown> },
): Promise<Row<'delivery'>> {
  const answered = await w.tx
    .updateTable('delivery')
    .set({
      ...settled,
      nextEscalationAt: null,
      heldReason: null,
      heldUntil: null,
      rowVersion: delivery.rowVersion + 1,
      updatedAt: w.by.now,
    })
    .where('id', '=', delivery.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await w.audit({
    action,
    noun: 'delivery',
    objectId: delivery.id,
    unitId: delivery.unitId,
    tlp: delivery.tlp,
    details: { alertId: delivery.alertId, from: delivery.state, ...details },
  })
  await w.live({ noun: 'delivery', id: delivery.id, version: answered.rowVersion, unitIds: [delivery.unitId] })
  return answered
}
