import type { AppearanceDimension, CountedBreakout, Signal } from './signal.ts'

/** The values of the sentence a screen forms about a signal; rounded for reading, the exact numbers stay on the signal. */
export type SignalExplanation =
  | { kind: 'emergence'; publishers: number; items: number; copies: number; hours: number }
  | {
      kind: 'growth'
      publishers: number
      newPublishers: number
      perHour: number
      usualPerHour: number
      ratio: number
      deviations: number
      hours: number
    }
  | { kind: 'first_appearance'; dimension: AppearanceDimension; value: string; before: string[]; publishers: number }
  | { kind: 'keyword'; items: number; publishers: number; hours: number; minItems: number; minPublishers: number }
  | {
      kind: 'breakout'
      category: CountedBreakout
      platforms: string[]
      communities: string[]
      publishers: number
    }

const HOUR_MS = 3_600_000

/** The parts of a signal's sentence, e.g. "5 publishers, 3 of them new, 4× its usual". */
export function explainSignal(signal: Signal): SignalExplanation {
  switch (signal.kind) {
    case 'first_appearance': {
      const { kind, dimension, value, before, publisherIds } = signal
      return { kind, dimension, value, before, publishers: publisherIds.length }
    }
    case 'breakout': {
      const { kind, category, platforms, communities, publisherIds } = signal
      return { kind, category, platforms, communities, publishers: publisherIds.length }
    }
    case 'keyword': {
      const { kind, items, publisherIds, limits, hourMs, windowStartMs } = signal
      const hours = Math.round((hourMs - windowStartMs) / HOUR_MS) + 1
      const least = { minItems: limits.items, minPublishers: limits.publishers }
      return { kind, items, publishers: publisherIds.length, hours, ...least }
    }
    case 'emergence': {
      const { publishers, items, copies, windowHours } = signal.numbers
      return { kind: 'emergence', publishers, items, copies, hours: Math.max(1, Math.round(windowHours)) }
    }
    case 'growth': {
      const { numbers } = signal
      return {
        kind: 'growth',
        publishers: numbers.publishers,
        newPublishers: numbers.newPublishers,
        perHour: toOneDecimal(numbers.publishersPerHour),
        usualPerHour: toOneDecimal(numbers.usualPublishersPerHour),
        ratio: toOneDecimal(numbers.ratio),
        deviations: toOneDecimal(numbers.zPublishers),
        hours: Math.max(1, Math.round(numbers.windowHours)),
      }
    }
  }
}

function toOneDecimal(value: number): number {
  return Math.round(value * 10) / 10
}
