import type { PollOutcomeCode } from '@hub/core/source/poll-outcome.ts'

/** One step of a redirect chain. `permanent` is true for 301 and 308. */
export type RedirectHop = { from: string; to: string; status: number; permanent: boolean }

/** Why a fetch brought no feed; everything but `http_error` has `status: null`. */
export type FetchFailureCode = Exclude<PollOutcomeCode, 'fetched' | 'not_modified' | 'not_a_feed' | 'unreadable'>

/** A new body. Validators are to be stored verbatim and sent back with the next fetch of the same `finalUrl`. */
export type Fetched = {
  kind: 'fetched'
  status: number
  body: Uint8Array
  contentType: string | null
  /** The Link header (RFC 8288) as sent. */
  linkHeader: string | null
  etag: string | null
  lastModified: string | null
  maxAgeMs: number | null
  bodyHash: string
  finalUrl: string
  hops: RedirectHop[]
}

/** The server says nothing changed since the validators that were sent. */
export type NotModified = {
  kind: 'not_modified'
  status: 304
  etag: string | null
  lastModified: string | null
  maxAgeMs: number | null
  finalUrl: string
  hops: RedirectHop[]
}

/** No feed this time. `message` is a plain sentence that names what happened and what to do. */
export type FetchFailed = {
  kind: 'failed'
  code: FetchFailureCode
  status: number | null
  retryAfterMs: number | null
  message: string
  finalUrl: string
  hops: RedirectHop[]
}

export type FetchOutcome = Fetched | NotModified | FetchFailed
