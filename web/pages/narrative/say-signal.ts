import type { SignalView } from '@hub/core/narrative/narrative-view.ts'

import { formatNumber, languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { readSignalNumbers } from './signal-numbers.ts'

/** What a sentence about a signal needs of it. */
export type SaidSignal = Pick<SignalView, 'kind' | 'numbers' | 'publishers'>

/** A signal's numbers in one sentence: "3.1 publishers an hour against 0.4 usual, 2 of them new". */
export function saySignal(signal: SaidSignal): string {
  const numbers = readSignalNumbers(signal)
  if (numbers.kind === 'spread') {
    const { publishers, newPublishers, items, copies } = numbers
    const hours = Math.max(1, Math.round(numbers.windowHours))
    if (signal.kind === 'emergence') return t('narratives.signalEmergence', { publishers, items, copies, hours })
    const rate = formatRate(numbers.publishersPerHour)
    return t('narratives.signalGrowth', {
      rate,
      usual: formatRate(numbers.usualPublishersPerHour),
      newPublishers,
      hours,
    })
  }
  if (numbers.kind === 'appearance') {
    const value = numbers.dimension === 'language' ? languageName(numbers.value) : numbers.value
    return t(`narratives.signalFirst.${numbers.dimension}`, { value })
  }
  if (numbers.kind === 'keyword') {
    const { items, publishers, hours, rule } = numbers
    return t('narratives.signalKeyword', { items, publishers, hours, rule })
  }
  if (numbers.kind === 'breakout') {
    const { category, platforms, communities } = numbers
    return t('narratives.signalBreakout', { category, platforms: platforms.length, communities: communities.length })
  }
  return t('narratives.signalOther', { publishers: signal.publishers.length })
}

/** The same in three words, for rows: "8× its usual". */
export function saySignalShort(signal: SignalView | null): string | null {
  if (!signal) return null
  const numbers = readSignalNumbers(signal)
  if (numbers.kind === 'appearance') return saySignal(signal)
  if (numbers.kind === 'other') return null
  if (numbers.kind === 'keyword') return t('narratives.shortKeyword')
  if (numbers.kind === 'breakout') return t('narratives.shortBreakout', { category: numbers.category })
  if (signal.kind === 'emergence') return t('narratives.shortEmergence')
  return t('narratives.shortGrowth', {
    ratio: formatNumber(numbers.ratio, { maximumFractionDigits: numbers.ratio < 10 ? 1 : 0 }),
  })
}

function formatRate(perHour: number): string {
  return formatNumber(perHour, { maximumFractionDigits: perHour < 0.1 ? 2 : 1 })
}
