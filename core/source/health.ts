import { isGoodOutcome, type PollOutcome } from './poll-outcome.ts'
import { isPolledKind, type SourceHealthState, type SourceKind, type SourceStatus } from './source.ts'

/** What happened, as a code the interface translates; `describeHealth` has the English sentences. */
export const HEALTH_CODES = [
  'proposed',
  'waiting_for_profile',
  'paused',
  'removed',
  'never_polled',
  'filled_by_hand',
  'filled_by_import',
  'filled_by_api',
  'filled_by_tips',
  'fine',
  'gone_quiet',
  'gone',
  'not_found',
  'refused',
  'asked_to_slow_down',
  'server_error',
  'http_error',
  'web_page',
  'unreadable',
  'too_large',
  'timed_out',
  'private_address',
  'unknown_host',
  'no_connection',
  'bad_certificate',
  'redirect_loop',
  'bad_address',
] as const
export type HealthCode = (typeof HEALTH_CODES)[number]

/** What a person can do about it. */
export const HEALTH_ACTIONS = [
  'none',
  'approve',
  'approve_profile',
  'resume',
  'wait',
  'check_address',
  'find_feed',
  'ask_for_access',
  'ask_operator_to_allow',
  'remove_or_replace',
  'check_rhythm',
] as const
export type HealthAction = (typeof HEALTH_ACTIONS)[number]

export type HealthReport = {
  state: SourceHealthState
  code: HealthCode
  action: HealthAction
  /** Since when this has been so; null when unknown. */
  sinceMs: number | null
  lastGoodAtMs: number | null
  httpStatus: number | null
  failureCount: number
  /** How far apart its items usually are, where it has gone quiet; null otherwise. */
  usualGapMs: number | null
  /** The collector's own sentence for the last failure (it names sizes, hosts and seconds); null when all is well. */
  detail: string | null
}

export type HealthInput = {
  kind: SourceKind
  status: SourceStatus
  /** Whether an approved profile that names the source is in force. */
  hasProfileInForce: boolean
  /** The latest polls, newest first. */
  outcomes: readonly PollOutcome[]
  lastGoodAtMs: number | null
  lastNewItemAtMs: number | null
  usualGapMs: number | null
  nowMs: number
}

/** A source is quiet after this many of its usual gaps without anything new, and never before two days. */
export const QUIET_GAPS = 8
export const QUIET_MIN_MS = 48 * 60 * 60 * 1000

/** Kinds that nobody fetches: people and other systems hand their items in. */
const FILLED_BY = {
  manual: 'filled_by_hand',
  import: 'filled_by_import',
  api: 'filled_by_api',
  tip: 'filled_by_tips',
} as const

/** Says how a source is doing, from what people decided about it and its latest polls. */
export function readHealth(input: HealthInput): HealthReport {
  const latest = input.outcomes[0]
  const failures = countLeadingFailures(input.outcomes)
  const base = {
    lastGoodAtMs: input.lastGoodAtMs,
    httpStatus: latest?.httpStatus ?? null,
    failureCount: failures,
    usualGapMs: null,
    detail: null,
    sinceMs: null,
  }
  if (input.status === 'proposed') return { ...base, state: 'proposed', code: 'proposed', action: 'approve' }
  if (input.status === 'paused') return { ...base, state: 'paused', code: 'paused', action: 'resume' }
  if (input.status === 'removed') return { ...base, state: 'retired', code: 'removed', action: 'none' }
  if (input.status === 'gone')
    return { ...base, state: 'gone', code: 'gone', action: 'remove_or_replace', sinceMs: latest?.atMs ?? null }
  if (!input.hasProfileInForce)
    return { ...base, state: 'waiting_for_profile', code: 'waiting_for_profile', action: 'approve_profile' }
  if (!isPolledKind(input.kind)) return { ...base, state: 'ok', code: FILLED_BY[input.kind], action: 'none' }
  if (latest === undefined) return { ...base, state: 'new', code: 'never_polled', action: 'wait' }
  if (!isGoodOutcome(latest)) {
    const sinceMs = input.outcomes[failures - 1]?.atMs ?? latest.atMs
    return { ...base, ...failureKind(latest), sinceMs, detail: latest.message }
  }
  const quietAfterMs = input.usualGapMs === null ? null : Math.max(QUIET_MIN_MS, input.usualGapMs * QUIET_GAPS)
  if (quietAfterMs !== null && input.lastNewItemAtMs !== null && input.nowMs - input.lastNewItemAtMs > quietAfterMs) {
    const { lastNewItemAtMs: sinceMs, usualGapMs } = input
    return { ...base, state: 'quiet', code: 'gone_quiet', action: 'check_rhythm', sinceMs, usualGapMs }
  }
  return { ...base, state: 'ok', code: 'fine', action: 'none', detail: latest.message }
}

function countLeadingFailures(outcomes: readonly PollOutcome[]): number {
  const firstGood = outcomes.findIndex(isGoodOutcome)
  return firstGood === -1 ? outcomes.length : firstGood
}

type FailureKind = Pick<HealthReport, 'state' | 'code' | 'action'>

function failureKind(outcome: PollOutcome): FailureKind {
  switch (outcome.code) {
    case 'http_error':
      return httpFailureKind(outcome.httpStatus ?? 0)
    case 'not_a_feed':
      return { state: 'not_a_feed', code: 'web_page', action: 'find_feed' }
    case 'unreadable':
    case 'bad_encoding':
      return { state: 'not_a_feed', code: 'unreadable', action: 'find_feed' }
    case 'refused_address':
      return { state: 'refused', code: 'private_address', action: 'ask_operator_to_allow' }
    case 'too_large':
      return { state: 'failing', code: 'too_large', action: 'find_feed' }
    case 'timed_out':
      return { state: 'failing', code: 'timed_out', action: 'wait' }
    case 'dns_failed':
      return { state: 'failing', code: 'unknown_host', action: 'check_address' }
    case 'tls_failed':
      return { state: 'failing', code: 'bad_certificate', action: 'wait' }
    case 'too_many_redirects':
    case 'bad_redirect':
      return { state: 'failing', code: 'redirect_loop', action: 'check_address' }
    case 'bad_url':
      return { state: 'failing', code: 'bad_address', action: 'check_address' }
    default:
      return { state: 'failing', code: 'no_connection', action: 'wait' }
  }
}

function httpFailureKind(status: number): FailureKind {
  if (status === 410) return { state: 'gone', code: 'gone', action: 'remove_or_replace' }
  if (status === 404) return { state: 'failing', code: 'not_found', action: 'check_address' }
  if (status === 401 || status === 402 || status === 403 || status === 451)
    return { state: 'refused', code: 'refused', action: 'ask_for_access' }
  if (status === 429) return { state: 'failing', code: 'asked_to_slow_down', action: 'wait' }
  if (status >= 500) return { state: 'failing', code: 'server_error', action: 'wait' }
  return { state: 'failing', code: 'http_error', action: 'check_address' }
}
