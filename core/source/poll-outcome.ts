/** How one poll of a source ended, as one word; stored with the fetch log and read by `readHealth` and `nextPoll`. */
export const POLL_OUTCOME_CODES = [
  'fetched',
  'not_modified',
  'http_error',
  'too_large',
  'timed_out',
  'refused_address',
  'dns_failed',
  'connection_failed',
  'tls_failed',
  'too_many_redirects',
  'bad_redirect',
  'bad_url',
  'bad_encoding',
  'not_a_feed',
  'unreadable',
] as const
export type PollOutcomeCode = (typeof POLL_OUTCOME_CODES)[number]

/** Outcomes after which the source counts as answering. */
export const GOOD_OUTCOMES: readonly PollOutcomeCode[] = ['fetched', 'not_modified']

/** One stored poll. `retryAfterMs` is what the server asked for; `message` is the plain sentence of the failure. */
export type PollOutcome = {
  atMs: number
  code: PollOutcomeCode
  httpStatus: number | null
  newItemCount: number
  retryAfterMs: number | null
  message: string | null
}

/** Whether the poll reached the feed and understood it. */
export function isGoodOutcome(outcome: Pick<PollOutcome, 'code'>): boolean {
  return GOOD_OUTCOMES.includes(outcome.code)
}
