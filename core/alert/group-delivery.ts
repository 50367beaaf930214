import type { Severity } from '../resist/assessment.ts'
import { isMoreUrgent } from '../signal/severity.ts'
import type { DeliveryState } from './delivery-view.ts'

/** States in which a unit's delivery still stands for its narrative: a newer alert belongs on the same card. */
export const STANDING_DELIVERY_STATES = [
  'pending',
  'held',
  'sent',
  'escalated',
  'acknowledged',
] as const satisfies readonly DeliveryState[]

/** An acknowledgement this old no longer covers what is measured now. */
export const ACKNOWLEDGEMENT_COVERS_MS = 24 * 3_600_000

export type StandingDelivery = { state: DeliveryState; severity: Severity; acknowledgedAt: Date | null }

/**
 * What a new alert about a narrative does to the delivery its unit already has: growth `updates` the same card and tells
 * nobody again; a rise in severity `supersedes` one that still waits, and is delivered `anew` after an acknowledgement.
 */
export function groupDelivery(
  standing: StandingDelivery | undefined,
  severity: Severity,
  now: Date,
): 'anew' | 'update' | 'supersede' {
  if (!standing) return 'anew'
  const isUrgent = isMoreUrgent(severity, standing.severity)
  if (standing.state !== 'acknowledged') return isUrgent ? 'supersede' : 'update'
  const ageMs = now.getTime() - (standing.acknowledgedAt?.getTime() ?? 0)
  return isUrgent || ageMs >= ACKNOWLEDGEMENT_COVERS_MS ? 'anew' : 'update'
}
