import type { Severity } from '../resist/assessment.ts'
import { isMoreUrgent } from './severity.ts'
import type { Signal } from './signal.ts'

export const SNOOZE_ENDS = ['time', 'rose', 'undone'] as const
export type SnoozeEnd = (typeof SNOOZE_ENDS)[number]

/** How a narrative stood when it was snoozed: what a rise is measured from. */
export type SnoozedStand = { severity: Severity | null; publishers: number; category: number }
export type StandingSnooze = SnoozedStand & { until: Date | null }

/**
 * Whether a snooze keeps a signal from becoming an alert. It ends when its time is over, and always when the narrative rises
 * by a step: it looks more urgent, twice the independent publishers carry it, or it climbs on the Breakout Scale. `atMs` is
 * the present time.
 */
export function judgeSnooze(
  snooze: StandingSnooze,
  signal: Signal,
  atMs: number,
): { holds: true } | { holds: false; because: Exclude<SnoozeEnd, 'undone'> } {
  if (snooze.until !== null && snooze.until.getTime() <= atMs) return { holds: false, because: 'time' }
  return hasRisen(snooze, signal) ? { holds: false, because: 'rose' } : { holds: true }
}

function hasRisen(stand: SnoozedStand, signal: Signal): boolean {
  if (isMoreUrgent(signal.severity, stand.severity ?? 'S4')) return true
  if (signal.kind === 'breakout') return signal.category > stand.category
  return signal.kind !== 'first_appearance' && signal.publisherIds.length >= 2 * Math.max(1, stand.publishers)
}
