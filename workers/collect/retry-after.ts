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
