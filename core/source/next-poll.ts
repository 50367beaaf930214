import type { AllowedHost } from './allow-list.ts'
import { isGoodOutcome, type PollOutcome } from './poll-outcome.ts'
import { RETRY_AFTER_CAP_MS } from './site-rest.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** The first of January 1970 was a Thursday. */
const FIRST_WEEKDAY = 4
export const MIN_INTERVAL_MS = 10 * MINUTE_MS
export const MAX_INTERVAL_MS = 24 * HOUR_MS
/** What a source gets while nothing is known of its rhythm. */
export const DEFAULT_INTERVAL_MS = 30 * MINUTE_MS
export const BACK_OFF_START_MS = 30 * MINUTE_MS
/** 429 is an answer about pace, not a failure of the source, so its back-off ends earlier. */
const BACK_OFF_CAP_429_MS = 6 * HOUR_MS
const JITTER_SHARE = 0.1

export type NextPollInput = {
  outcome: Pick<PollOutcome, 'code' | 'httpStatus' | 'retryAfterMs'>
  /** Failures in a row, this one included; 0 after a good poll. */
  failureCount: number
  ttlMs: number | null
  maxAgeMs: number | null
  usualGapMs: number | null
  /** UTC hours in which the feed asks not to be polled. */
  skipHours: readonly number[]
  /** UTC days, from Sunday (0), on which the feed asks not to be polled. */
  skipDays: readonly number[]
  override: Pick<AllowedHost, 'intervalMs'> | null
  /** A number in [0, 1) drawn by the caller; it spreads polls over ± 10 %. */
  jitter: number
  nowMs: number
}

/** When to poll next and why; `gone` means the site said the feed is no more (410) and a person has to act. */
export type NextPoll = { kind: 'poll'; dueAtMs: number; reason: NextPollReason } | { kind: 'gone' }
export const NEXT_POLL_REASONS = ['operator', 'rhythm', 'back_off', 'retry_after'] as const
export type NextPollReason = (typeof NEXT_POLL_REASONS)[number]

/**
 * Decides the next poll of a source. An operator's interval replaces interval, jitter, clamp and back-off, but a server's
 * Retry-After (seven days at most) is still a floor. Otherwise: the longest of what the feed, its headers and its rhythm ask for, between 10
 * minutes and a day; after failures 30 min × 2ⁿ up to a day (429: six hours).
 */
export function nextPoll(input: NextPollInput): NextPoll {
  const { outcome, nowMs } = input
  if (outcome.code === 'http_error' && outcome.httpStatus === 410) return { kind: 'gone' }
  const retryAfterMs = Math.min(RETRY_AFTER_CAP_MS, outcome.retryAfterMs ?? 0)
  const planned = planInterval(input)
  if (retryAfterMs > planned.intervalMs) return { kind: 'poll', dueAtMs: nowMs + retryAfterMs, reason: 'retry_after' }
  const dueAtMs = nowMs + planned.intervalMs
  return {
    kind: 'poll',
    dueAtMs: planned.reason === 'rhythm' ? leaveSkippedTimes(dueAtMs, input) : dueAtMs,
    reason: planned.reason,
  }
}

function planInterval(input: NextPollInput): { intervalMs: number; reason: NextPollReason } {
  const overrideMs = input.override?.intervalMs ?? null
  if (overrideMs !== null) return { intervalMs: overrideMs, reason: 'operator' }
  const spread = 1 + (input.jitter * 2 - 1) * JITTER_SHARE
  if (!isGoodOutcome(input.outcome)) {
    const cap = input.outcome.httpStatus === 429 ? BACK_OFF_CAP_429_MS : MAX_INTERVAL_MS
    const backOffMs = Math.min(cap, BACK_OFF_START_MS * 2 ** Math.min(20, Math.max(0, input.failureCount - 1)))
    return { intervalMs: Math.round(Math.min(cap, backOffMs * spread)), reason: 'back_off' }
  }
  const rhythmMs = input.usualGapMs === null ? DEFAULT_INTERVAL_MS : input.usualGapMs / 2
  const wantedMs = Math.max(rhythmMs, input.ttlMs ?? 0, input.maxAgeMs ?? 0)
  const spreadMs = Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, wantedMs)) * spread
  return { intervalMs: Math.round(Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, spreadMs))), reason: 'rhythm' }
}

/** A feed that skips every hour, or every day, skips none. */
function leaveSkippedTimes(dueAtMs: number, { skipHours, skipDays }: NextPollInput): number {
  const hours = skippedOf(skipHours, 24)
  const days = skippedOf(skipDays, 7)
  let atMs = dueAtMs
  for (;;) {
    const day = Math.floor(atMs / DAY_MS)
    const hour = Math.floor(atMs / HOUR_MS)
    if (days.has((day + FIRST_WEEKDAY) % 7)) atMs = (day + 1) * DAY_MS
    else if (hours.has(hour % 24)) atMs = (hour + 1) * HOUR_MS
    else return atMs
  }
}

function skippedOf(values: readonly number[], count: number): ReadonlySet<number> {
  const skipped = new Set(values.filter((value) => value >= 0 && value < count))
  return skipped.size >= count ? new Set() : skipped
}
