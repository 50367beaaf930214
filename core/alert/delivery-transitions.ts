import type { MoveVerdict } from '../case/case-state.ts'
import type { Severity } from '../resist/assessment.ts'
import type { DeliveryState } from './delivery-view.ts'

/** Who moves a delivery: a person of the unit, or the hub by rule and clock. */
export type DeliveryMover = 'person' | 'hub'

/**
 * Every legal move of a delivery. Somebody who has seen an alert before it was sent or released may say so at once. An
 * escalated delivery escalates again at each rung. Closing without an acknowledgement is for S4 only, in its digest; what
 * still waits is rerouted when a more urgent alert about the same narrative takes its place.
 */
export const DELIVERY_TRANSITIONS: Readonly<
  Record<DeliveryState, readonly { to: DeliveryState; by: DeliveryMover }[]>
> = {
  pending: [
    { to: 'sent', by: 'hub' },
    { to: 'held', by: 'hub' },
    { to: 'escalated', by: 'hub' },
    { to: 'rerouted', by: 'hub' },
    { to: 'acknowledged', by: 'person' },
    { to: 'declined', by: 'person' },
  ],
  held: [
    { to: 'sent', by: 'hub' },
    { to: 'rerouted', by: 'hub' },
    { to: 'acknowledged', by: 'person' },
    { to: 'declined', by: 'person' },
  ],
  sent: [
    { to: 'acknowledged', by: 'person' },
    { to: 'declined', by: 'person' },
    { to: 'escalated', by: 'hub' },
    { to: 'rerouted', by: 'hub' },
    { to: 'closed', by: 'hub' },
  ],
  escalated: [
    { to: 'rerouted', by: 'hub' },
    { to: 'acknowledged', by: 'person' },
    { to: 'declined', by: 'person' },
    { to: 'escalated', by: 'hub' },
  ],
  acknowledged: [
    { to: 'closed', by: 'hub' },
    { to: 'lapsed', by: 'hub' },
  ],
  lapsed: [
    { to: 'escalated', by: 'hub' },
    { to: 'acknowledged', by: 'person' },
  ],
  declined: [{ to: 'rerouted', by: 'hub' }],
  rerouted: [],
  closed: [],
}

/** States in which the unit still owes an answer. A declined delivery that nobody took over is the coordinator's to place. */
export const WAITING_DELIVERY_STATES = [
  'pending',
  'held',
  'sent',
  'escalated',
  'lapsed',
  'declined',
] as const satisfies readonly DeliveryState[]

/** Decides whether a delivery may be acknowledged for its unit. */
export function acknowledgeDelivery(delivery: { state: DeliveryState }): MoveVerdict {
  return moveDelivery(delivery.state, 'acknowledged', 'person')
}

/** Decides whether a delivery may be declined for its unit: only with a reason, which the coordinator reads. */
export function declineDelivery(delivery: { state: DeliveryState }, reason: string): MoveVerdict {
  const verdict = moveDelivery(delivery.state, 'declined', 'person')
  if (verdict.ok && reason.trim() === '') {
    return { ok: false, code: 'reason_missing', message: 'Say why this is not for your unit, in a sentence.' }
  }
  return verdict
}

/** Decides whether the hub may move a delivery by rule or clock. An unanswered delivery of S1 to S3 never closes. */
export function advanceDelivery(
  delivery: { state: DeliveryState; severity: Severity },
  to: DeliveryState,
): MoveVerdict {
  if (to === 'closed' && delivery.state === 'sent' && delivery.severity !== 'S4') {
    return {
      ok: false,
      code: 'delivery_unanswered',
      message: 'It stays open until the unit acknowledges it or it goes elsewhere.',
    }
  }
  return moveDelivery(delivery.state, to, 'hub')
}

function moveDelivery(from: DeliveryState, to: DeliveryState, by: DeliveryMover): MoveVerdict {
  if (DELIVERY_TRANSITIONS[from].some((transition) => transition.to === to && transition.by === by)) return { ok: true }
  return {
    ok: false,
    code: 'delivery_move_not_allowed',
    message: `This alert is already ${from}; it cannot become ${to}.`,
  }
}
