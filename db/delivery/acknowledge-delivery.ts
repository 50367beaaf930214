import { actorReference } from '@hub/core/access/actor.ts'
import { acknowledgeDelivery as judgeAcknowledgement } from '@hub/core/alert/delivery-transitions.ts'
import type { DeliveryId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockDelivery } from './lock-delivery.ts'
import { settleDelivery } from './settle-delivery.ts'

/**
 * Records that a unit has seen an alert, which stops its escalation (not that of other units). The first
 * acknowledgement stands: another one changes nothing.
 */
export async function acknowledgeDelivery(db: Db | Tx, by: WriteBy, deliveryId: DeliveryId): Promise<Row<'delivery'>> {
  return write(db, by, async (w) => {
    const delivery = await lockDelivery(w, deliveryId, 'delivery.acknowledge')
    if (delivery.state === 'acknowledged') {
      w.unchanged()
      return delivery
    }
    obeyVerdict(judgeAcknowledgement(delivery), delivery)
    return settleDelivery(
      w,
      delivery,
      { state: 'acknowledged', acknowledgedBy: actorReference(by.actor), acknowledgedAt: by.now },
      { action: 'acknowledged', details: { escalationLevel: delivery.escalationLevel } },
    )
  })
}
