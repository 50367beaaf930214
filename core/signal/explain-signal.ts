import type { AppearanceDimension, Signal } from './signal.ts'

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

/** The parts of a signal's sentence, e.g. "5 publishers, 3 of them new, 4× its usual". */
export function explainSignal(signal: Signal): SignalExplanation {
  if (signal.kind === 'first_appearance') {
    const { kind, dimension, value, before, publisherIds } = signal
    return { kind, dimension, value, before, publishers: publisherIds.length }
  }
  const { numbers } = signal
  const hours = Math.max(1, Math.round(numbers.windowHours))
  if (signal.kind === 'emergence') {
    return { kind: 'emergence', publishers: numbers.publishers, items: numbers.items, copies: numbers.copies, hours }
  }
  return {
    kind: 'growth',
    publishers: numbers.publishers,
    newPublishers: numbers.newPublishers,
    perHour: toOneDecimal(numbers.publishersPerHour),
    usualPerHour: toOneDecimal(numbers.usualPublishersPerHour),
    ratio: toOneDecimal(numbers.ratio),
    deviations: toOneDecimal(numbers.zPublishers),
    hours,
  }
}

function toOneDecimal(value: number): number {
  return Math.round(value * 10) / 10
}
