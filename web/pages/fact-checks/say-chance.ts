import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'

const LIKELY_FROM = 0.85

/** A chance in words with its number: "Likely the same claim (91 %)". */
export function sayChance(probability: number): string {
  const percent = formatNumber(probability, { style: 'percent', maximumFractionDigits: 0 })
  return t(probability >= LIKELY_FROM ? 'factChecks.likely' : 'factChecks.possible', { percent })
}
