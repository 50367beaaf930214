/** The wait a `Retry-After` header asks for (seconds or an HTTP date), in milliseconds; null without a usable one. */
export function parseRetryAfterMs(header: string | null, nowMs: number): number | null {
  const value = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  if (!/[A-Za-z]/.test(value)) return null
  const atMs = Date.parse(value)
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs)
}

/** How long a response says it stays fresh (`Cache-Control: max-age`), in milliseconds; null when it does not say. */
export function parseMaxAgeMs(header: string | null): number | null {
  if (header === null || /\bno-(?:cache|store)\b/i.test(header)) return null
  const seconds = /\bmax-age\s*=\s*"?(\d{1,9})/i.exec(header)?.[1]
  return seconds === undefined ? null : Number(seconds) * 1000
}

/**
 * The wait until a platform counts anew, in milliseconds: `X-RateLimit-Reset` as Mastodon writes it (a date,
 * https://docs.joinmastodon.org/api/rate-limits/), `RateLimit-Reset` as Bluesky does (seconds since 1970, or seconds to wait).
 */
export function parseRateLimitResetMs(header: string | null, nowMs: number): number | null {
  const value = header?.trim() ?? ''
  if (/^\d{9,11}$/.test(value)) return Math.max(0, Number(value) * 1000 - nowMs)
  if (/^\d{1,8}$/.test(value)) return Number(value) * 1000
  const atMs = /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs)
}
