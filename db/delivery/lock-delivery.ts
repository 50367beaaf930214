import { may, type Permission } from '@hub/core/access/permissions.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import type { DeliveryId } from '@hub/core/ids.ts'

import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { unitDescendants } from '../unit/queries.ts'
import type { Write } from '../write.ts'

/** Locks a delivery for a verb and checks that the actor may answer for its unit. */
export async function lockDelivery(w: Write, deliveryId: DeliveryId, permission: Permission): Promise<Row<'delivery'>> {
  const delivery = await w.tx
    .selectFrom('delivery')
    .selectAll()
    .where('id', '=', deliveryId)
    .where('world', '=', w.by.actor.world)
    .forUpdate()
    .executeTakeFirst()
  if (!delivery) throw new NotFound('delivery')
  const target = { owningUnitId: delivery.unitId, world: delivery.world }
  const tree = await unitDescendants(w.tx)
  // RED is for named people: for anybody else who may not answer it, it does not exist.
  const mayRead = scopeOf(w.by.actor, 'alert.read', tree)?.mayReadRed || delivery.tlp !== 'RED'
  if (!mayRead && !may(w.by.actor, permission, target, tree).allowed) throw new NotFound('delivery')
  await w.require(permission, target)
  return delivery
}
