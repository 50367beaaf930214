import type { Severity } from '../resist/assessment.ts'
import { HOUR_MS } from './hourly-rate.ts'
import { isMoreUrgent } from './severity.ts'
import type { SignalKind } from './signal.ts'

/**
 * A signal as far as repeating it goes. `hourMs` is the hour it is about, `publishers` are the independent ones in its
 * window, `matter` names a first appearance, `category` is that of the Breakout Scale, and `isReturn` says that it broke a silence.
 */
export type RaisedSignal = {
  kind: SignalKind
  severity: Severity
  hourMs: number
  publishers: number
  matter?: string | null
  category?: number | null
  isReturn?: boolean
}

/** A signal that could be raised. `quietHours` is how long nobody had spoken before its window. */
export type NextSignal = RaisedSignal & { quietHours?: number }

/** A silence this long ends what was raised before: who returns after it has risen from nothing. */
export const SILENCE_HOURS = 24

export const RISES = ['first', 'more_urgent', 'twice_the_publishers', 'wider_spread', 'back_from_silence'] as const
export type Rise = (typeof RISES)[number]
export type RaiseVerdict = { raise: true; because: Rise } | { raise: false; because: 'nothing_rose' }

/**
 * Decides whether a rule's signal about a narrative is worth raising after those the rule raised before: no repeat unless
 * something rose above all of them since the last silence. `minPublishers` is the rule's: publishers are compared in doublings of it, so that it
 * makes no difference how often within an hour a narrative is judged.
 */
export function shouldRaise(previous: readonly RaisedSignal[], next: NextSignal, minPublishers: number): RaiseVerdict {
  const alike = previous.filter((signal) => keyOf(signal) === keyOf(next))
  if (alike.length === 0) return { raise: true, because: 'first' }
  if (next.kind === 'first_appearance') return { raise: false, because: 'nothing_rose' }
  if (next.kind === 'breakout') {
    const highest = Math.max(...alike.map(({ category }) => category ?? 0))
    return (next.category ?? 0) > highest
      ? { raise: true, because: 'wider_spread' }
      : { raise: false, because: 'nothing_rose' }
  }
  const lastReturnMs = Math.max(...alike.map(({ isReturn, hourMs }) => (isReturn ? hourMs : -Infinity)))
  const standing = alike.filter(({ hourMs }) => hourMs >= lastReturnMs)
  if (standing.every(({ severity }) => isMoreUrgent(next.severity, severity)))
    return { raise: true, because: 'more_urgent' }
  const step = publisherStep(next.publishers, minPublishers)
  if (standing.every(({ publishers }) => step > publisherStep(publishers, minPublishers))) {
    return { raise: true, because: 'twice_the_publishers' }
  }
  const hoursSince = (next.hourMs - Math.max(...standing.map(({ hourMs }) => hourMs))) / HOUR_MS
  return hoursSince >= SILENCE_HOURS && (next.quietHours ?? 0) >= SILENCE_HOURS
    ? { raise: true, because: 'back_from_silence' }
    : { raise: false, because: 'nothing_rose' }
}

/** How often the publishers have doubled since the rule's limit was reached: 0 from the limit on, 1 from twice, 2 from four times. */
export function publisherStep(publishers: number, minPublishers: number): number {
  return Math.floor(Math.log2(Math.max(1, publishers) / Math.max(1, minPublishers)) + 1e-9)
}

/** Spread signals (`emergence` and `growth`) succeed each other; a first appearance is judged by its value. */
function keyOf({ kind, matter }: RaisedSignal): string {
  return kind === 'emergence' || kind === 'growth' ? 'spread' : `${kind}:${matter ?? ''}`
}
