/** What a worker does about a page that could not be read: try again at a moment, or leave it. */
export type ReadingVerdict = { kind: 'again'; dueAtMs: number } | { kind: 'leave' }

export const READING_ATTEMPTS_MAX = 4
const FIRST_WAIT_MS = 15 * 60_000
/** Trouble that passes. Everything else (refused, not found, not a page) stays as it is. */
const PASSING = new Set([
  'timed_out',
  'connection_failed',
  'dns_failed',
  'tls_failed',
  'server_error',
  'asked_to_slow_down',
  'robots_unknown',
  'crashed',
])

/** Passing trouble is tried again after 15 minutes, then ever later, four times in all. */
export function retryReading(code: string, attempts: number, nowMs: number): ReadingVerdict {
  if (!PASSING.has(code) || attempts >= READING_ATTEMPTS_MAX) return { kind: 'leave' }
  return { kind: 'again', dueAtMs: nowMs + FIRST_WAIT_MS * 4 ** (attempts - 1) }
}
