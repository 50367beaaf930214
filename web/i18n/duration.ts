import { t } from './t.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** A length of time in one unit: "12 min", "3 h", "2 days". Never less than a minute. */
export function formatDuration(lengthMs: number): string {
  const length = Math.abs(lengthMs)
  if (length < 60 * MINUTE_MS) return t('ui.minutes', { count: Math.max(1, Math.round(length / MINUTE_MS)) })
  if (length < 36 * HOUR_MS) return t('ui.hours', { count: Math.round(length / HOUR_MS) })
  return t('ui.days', { count: Math.round(length / DAY_MS) })
}

/** How long ago something was: "just now", "12 min ago"; what lies ahead reads "in 12 min". */
export function formatAge(momentMs: number, nowMs: number): string {
  const age = nowMs - momentMs
  if (Math.abs(age) < MINUTE_MS) return t('ui.justNow')
  return age > 0 ? t('ui.ago', { duration: formatDuration(age) }) : t('ui.in', { duration: formatDuration(age) })
}
