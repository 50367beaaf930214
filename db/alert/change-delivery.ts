import type { NewRow, Row } from '../schema.ts'
import type { Write } from '../write.ts'

type DeliveryChange = Partial<
  Pick<
    NewRow<'delivery'>,
    | 'alertId'
    | 'matchedRules'
    | 'state'
    | 'sentAt'
    | 'heldReason'
    | 'heldUntil'
    | 'acknowledgeDueAt'
    | 'nextEscalationAt'
    | 'escalationLevel'
  >
>

/** Writes a stage's change of a delivery with its audit entry, and tells open pages. */
export async function changeDelivery(
  w: Write,
  delivery: Row<'delivery'>,
  changes: DeliveryChange,
  action: string,
  details: Record<string, unknown>,
): Promise<void> {
  const rowVersion = delivery.rowVersion + 1
  await w.tx
    .updateTable('delivery')
    .set({ ...changes, rowVersion, updatedAt: w.by.now })
    .where('id', '=', delivery.id)
    .execute()
  await w.audit({
    action,
    noun: 'delivery',
    objectId: delivery.id,
    unitId: delivery.unitId,
    tlp: delivery.tlp,
    details: { alertId: delivery.alertId, from: delivery.state, ...details },
  })
  await w.live({ noun: 'delivery', id: delivery.id, version: rowVersion, unitIds: [delivery.unitId] })
}
