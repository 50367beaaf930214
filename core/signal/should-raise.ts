import type { Severity } from '../resist/assessment.ts'
import { isMoreUrgent } from './severity.ts'
import type { SignalKind } from './signal.ts'

/** A signal as far as repeating it goes. `publishers` are the independent ones in its window; `value` names a first appearance. */
export type RaisedSignal = {
  kind: SignalKind
  severity: Severity
  atMs: number
  publishers: number
  value?: string | null
}

/** After this long without a signal a narrative may raise one again although nothing is above last time. */
export const REPEAT_AFTER_MS = 24 * 3_600_000

export type RaiseVerdict =
  | { raise: true; because: 'first' | 'more_urgent' | 'twice_the_publishers' | 'first_in_a_day' }
  | { raise: false; because: 'nothing_rose' }

/**
 * Decides whether a narrative's signal is worth raising after the last one about the same matter: spread signals
 * (`emergence` and `growth`) succeed each other; a first appearance is judged by its value. No repeat unless something rose.
 */
export function shouldRaise(previous: readonly RaisedSignal[], next: RaisedSignal): RaiseVerdict {
  const alike = previous.filter((signal) => matterOf(signal) === matterOf(next)).sort((a, b) => b.atMs - a.atMs)
  const last = alike[0]
  if (!last) return { raise: true, because: 'first' }
  if (isMoreUrgent(next.severity, last.severity)) return { raise: true, because: 'more_urgent' }
  if (next.kind === 'first_appearance') return { raise: false, because: 'nothing_rose' }
  if (next.publishers >= 2 * Math.max(1, last.publishers)) return { raise: true, because: 'twice_the_publishers' }
  if (next.atMs - last.atMs >= REPEAT_AFTER_MS) return { raise: true, because: 'first_in_a_day' }
  return { raise: false, because: 'nothing_rose' }
}

function matterOf({ kind, value }: RaisedSignal): string {
  return kind === 'emergence' || kind === 'growth' ? 'spread' : `${kind}:${value ?? ''}`
}
