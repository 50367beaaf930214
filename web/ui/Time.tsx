import { formatAge } from '../i18n/duration.ts'
import { formatDateTime, formatDay, formatInFull, formatTimeOfDay } from '../i18n/format.ts'
import { useNow } from './use-now.ts'

type Props = {
  at: string
  /** `ago`: "12 min ago" (default); `moment`: "14 Nov, 06:12"; `day`; `time`. The full moment stands in the title. */
  as?: 'ago' | 'moment' | 'day' | 'time'
}

const FORMATS = { moment: formatDateTime, day: formatDay, time: formatTimeOfDay } as const

/** A moment in the reader's zone. */
export function Time({ at, as = 'ago' }: Props) {
  const nowMs = useNow()
  return (
    <time dateTime={at} title={formatInFull(at)} className="nowrap">
      {as === 'ago' ? formatAge(Date.parse(at), Math.max(nowMs, 0)) : FORMATS[as](at)}
    </time>
  )
}
