import type { UnitId } from '../ids.ts'
import type { DeliveryState } from './delivery-view.ts'

/** Where a declined alert goes: to a unit that has not had it, to one that is already dealing with it, or nowhere yet. */
export type Reroute = { kind: 'new'; unitId: UnitId } | { kind: 'existing'; unitId: UnitId } | { kind: 'none' }

const GONE: readonly DeliveryState[] = ['declined', 'rerouted', 'closed']

/**
 * Decides who gets an alert that a unit declined: the unit it suggested, else the coordination unit. A unit that has let
 * this alert go already does not get it again; when nobody is left it stays on the coordinator's list.
 */
export function chooseReroute(facts: {
  declinedBy: UnitId
  suggested: UnitId | null
  coordination: UnitId | null
  deliveries: readonly { unitId: UnitId; state: DeliveryState }[]
}): Reroute {
  for (const unitId of [facts.suggested, facts.coordination]) {
    if (!unitId || unitId === facts.declinedBy) continue
    const delivery = facts.deliveries.find((candidate) => candidate.unitId === unitId)
    if (!delivery) return { kind: 'new', unitId }
    if (!GONE.includes(delivery.state)) return { kind: 'existing', unitId }
  }
  return { kind: 'none' }
}
