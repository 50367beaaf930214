import { explainSignal } from './explain-signal.ts'
import { matterOf, type Signal } from './signal.ts'
import type { Rise } from './should-raise.ts'

/** All that is kept and shown of a signal's numbers: rounded for the sentence, exact with limits, why it was worth raising, and by which rule. */
export function signalNumbers(signal: Signal, because: Rise, ruleTitle: string): Record<string, unknown> {
  const exact = 'numbers' in signal ? { ...signal.numbers, reasons: signal.reasons } : {}
  return { ...explainSignal(signal), ...exact, because, matter: matterOf(signal), rule: ruleTitle }
}
