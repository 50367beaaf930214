import { WAITING_DELIVERY_STATES } from '@hub/core/alert/delivery-transitions.ts'
import type { Scope } from '@hub/core/access/scope.ts'
import type { DeliveryView } from '@hub/core/alert/delivery-view.ts'
import type { DeliveryId, NarrativeId } from '@hub/core/ids.ts'
import { sql } from 'kysely'

import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'
import { selectDeliveries, viewDeliveries } from './delivery-views.ts'

/**
 * Who reads deliveries: what they may read, and, when they answer for units, for which. Somebody who only reads (an
 * auditor) has no `answers` and sees all.
 */
export type DeliveryReading = { scope: Scope; answers: Scope | undefined; caseScope: Scope | undefined }

const LISTED = 200

/**
 * The deliveries of the reader's units, most urgent first, then by due time. With `waiting` only those that still need
 * an answer: a coordinator's list then also holds what was declined and nobody took.
 */
export async function listDeliveries(
  db: Reader,
  reading: DeliveryReading,
  filter: { waiting: boolean },
): Promise<DeliveryView[]> {
  const { scope, answers, caseScope } = reading
  const unitIds = answers && !answers.everything ? answers.unitIds : undefined
  const rows = await selectDeliveries(db, scope)
    .$if(unitIds !== undefined, (query) => query.where('delivery.unitId', 'in', unitIds ?? []))
    .$if(filter.waiting, (query) => query.where('delivery.state', 'in', WAITING_DELIVERY_STATES))
    .$if(filter.waiting && unitIds !== undefined, (query) => query.where('delivery.state', '<>', 'declined'))
    .orderBy('delivery.severity')
    .orderBy(sql`delivery.acknowledge_due_at nulls last`)
    .orderBy('alert.raisedAt', 'desc')
    .orderBy('delivery.id')
    .limit(LISTED)
    .execute()
  return viewDeliveries(db, caseScope, rows)
}

/** How many deliveries of the reader's units run against an acknowledgement clock. */
export async function countUnacknowledged(db: Reader, { scope, answers }: DeliveryReading): Promise<number> {
  const unitIds = answers && !answers.everything ? answers.unitIds : undefined
  const { waiting } = await db
    .selectFrom('delivery')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('world', '=', scope.world)
    .where('severity', '<>', 'S4')
    .where('state', 'in', ['pending', 'sent', 'escalated', 'lapsed'])
    .$if(!scope.mayReadRed, (query) => query.where('tlp', '<>', 'RED'))
    .$if(unitIds !== undefined, (query) => query.where('unitId', 'in', unitIds ?? []))
    .executeTakeFirstOrThrow()
  return waiting
}

/** One delivery. Throws NotFound. */
export async function getDelivery(
  db: Reader,
  { scope, caseScope }: DeliveryReading,
  deliveryId: DeliveryId,
): Promise<DeliveryView> {
  const rows = await selectDeliveries(db, scope).where('delivery.id', '=', deliveryId).execute()
  const [view] = await viewDeliveries(db, caseScope, rows)
  if (!view) throw new NotFound('delivery')
  return view
}

/** All deliveries of the given narratives, newest alert first: the acknowledgement matrix of a case. */
export async function listDeliveriesOf(
  db: Reader,
  { scope, caseScope }: DeliveryReading,
  narrativeIds: readonly NarrativeId[],
): Promise<DeliveryView[]> {
  if (narrativeIds.length === 0) return []
  const rows = await selectDeliveries(db, scope)
    .where('delivery.narrativeId', 'in', narrativeIds)
    .orderBy('alert.raisedAt', 'desc')
    .orderBy('unit.name')
    .limit(LISTED)
    .execute()
  return viewDeliveries(db, caseScope, rows)
}
