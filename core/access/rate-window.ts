/** How much was asked since a window began. */
export type RateWindow = { startedAt: Date; requests: number }

export type RateVerdict = { kind: 'taken'; window: RateWindow } | { kind: 'full'; retryAfterMs: number }

/** Counts one request into a window of `windowMs`, or says when the next window begins. */
export function takeFromWindow(
  window: RateWindow | null,
  limit: { requests: number; windowMs: number },
  now: Date,
): RateVerdict {
  const endsMs = window === null ? 0 : window.startedAt.getTime() + limit.windowMs
  if (window === null || endsMs <= now.getTime()) return { kind: 'taken', window: { startedAt: now, requests: 1 } }
  if (window.requests >= limit.requests) return { kind: 'full', retryAfterMs: endsMs - now.getTime() }
  return { kind: 'taken', window: { startedAt: window.startedAt, requests: window.requests + 1 } }
}
