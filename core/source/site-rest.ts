import type { PollOutcome } from './poll-outcome.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** Longer than this no site is left alone, whatever it asks for: a mistyped Retry-After would end its collection. */
export const RETRY_AFTER_CAP_MS = 7 * DAY_MS
/** After "too many requests" without a time, a whole site rests this long. */
export const REST_AFTER_429_MS = 10 * 60_000

type Answer = Pick<PollOutcome, 'code' | 'httpStatus' | 'retryAfterMs'>

/**
 * How long every source of a site has to wait after this answer: what it asked for with 429 or 503 (RFC 9110, 10.2.3), at
 * most seven days; ten minutes after a 429 that names no time. Zero when only the source itself has trouble.
 */
export function siteRestMs({ code, httpStatus, retryAfterMs }: Answer): number {
  if (code !== 'http_error' || (httpStatus !== 429 && httpStatus !== 503)) return 0
  if (retryAfterMs !== null) return Math.min(RETRY_AFTER_CAP_MS, retryAfterMs)
  return httpStatus === 429 ? REST_AFTER_429_MS : 0
}

/** What is said when a site asks for a longer rest than it gets; null otherwise. */
export function sayCappedRest({ retryAfterMs }: Pick<Answer, 'retryAfterMs'>): string | null {
  if (retryAfterMs === null || retryAfterMs <= RETRY_AFTER_CAP_MS) return null
  return `It asks to be left alone for ${Math.round(retryAfterMs / DAY_MS)} days; the hub tries again after 7.`
}
