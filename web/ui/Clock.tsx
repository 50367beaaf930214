import './marks.css'

import { formatDuration } from '../i18n/duration.ts'
import { formatInFull } from '../i18n/format.ts'
import { t } from '../i18n/t.ts'
import { Icon } from './Icon.tsx'
import { useNow } from './use-now.ts'

/** What is left until something is due; red only when it is late. */
export function Clock({ dueAt, soonMs = 15 * 60_000 }: { dueAt: string; soonMs?: number }) {
  const left = Date.parse(dueAt) - useNow()
  const duration = formatDuration(left)
  const tone = left < 0 ? 'late' : left < soonMs ? 'soon' : 'calm'
  return (
    <time dateTime={dueAt} title={formatInFull(dueAt)} className={`Clock Clock-${tone}`}>
      <Icon name="clock" size={14} />
      {left < 0 ? t('ui.late', { duration }) : t('ui.dueIn', { duration })}
    </time>
  )
}
