import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'

import { t } from '../../i18n/t.ts'
import { Sparkline } from '../../ui/Sparkline.tsx'

const RECENT_HOURS = 12

/** The last 48 hours of a narrative; the newest twelve carry the accent. */
export function NarrativeSpark({ hours, width }: { hours: NarrativeRow['hours']; width?: number }) {
  const values = hours.map(({ items }) => items)
  const count = values.reduce((sum, value) => sum + value, 0)
  const recent = values.slice(-RECENT_HOURS).reduce((sum, value) => sum + value, 0)
  return (
    <Sparkline
      values={values}
      recent={RECENT_HOURS}
      label={t('narratives.sparkLabel', { count, recent })}
      {...(width ? { width } : {})}
    />
  )
}
