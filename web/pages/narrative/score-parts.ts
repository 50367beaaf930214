import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'

const USUAL_PARTS = ['neighbours', 'centroid', 'timeDecay', 'gapHours', 'narrativeItems'] as const
/** Where there was no item to compare with. */
const REVIVAL_PARTS = ['centroid', 'keptTermsShared', 'gapHours', 'narrativeItems'] as const

/** The parts of a link's score that a person can make sense of, each as a few words with its number. */
export function listScoreParts(parts: Readonly<Record<string, number>>): string[] {
  const names = parts['keptTermsShared'] === undefined ? USUAL_PARTS : REVIVAL_PARTS
  return names.flatMap((name) => {
    const value = parts[name]
    return value === undefined
      ? []
      : [t(`narratives.part.${name}`, { value: formatNumber(value, { maximumFractionDigits: value < 10 ? 2 : 0 }) })]
  })
}
