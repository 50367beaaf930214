import type { ParsedFeed } from '@hub/core/item/feed-item.ts'
import type { PollOutcome } from '@hub/core/source/poll-outcome.ts'
import type { ClaimedSource } from '@hub/db/stream/claim-due-sources.ts'
import type { FinishedPoll } from '@hub/db/stream/finish-poll.ts'

import type { FetchOutcome } from '../collect/fetch-outcome.ts'
import type { ParserThread } from '../collect/parse-in-thread.ts'
import { prepareItems } from './prepare-items.ts'

/** What a fetch brought, read by the kind of its source: items ready to store, and the outcome in words. */
export type Reading = Pick<FinishedPoll, 'outcome' | 'items' | 'itemsFound' | 'bytes' | 'validators'> & {
  feed: ParsedFeed | null
  maxAgeMs: number | null
}

/** Reads the answer of a source's site. Never throws for anything the site sent: every fault is an outcome in words. */
export async function readAnswer(
  tools: { parser: ParserThread },
  source: ClaimedSource,
  fetched: FetchOutcome,
  now: Date,
): Promise<Reading> {
  const nothing = { items: [], itemsFound: 0, bytes: 0, validators: null, feed: null, maxAgeMs: null }
  if (fetched.kind === 'failed') {
    const { code, status, retryAfterMs, message } = fetched
    return { ...nothing, outcome: outcome(code, status, message, retryAfterMs) }
  }
  const { etag, lastModified, maxAgeMs } = fetched
  if (fetched.kind === 'not_modified') return { ...nothing, maxAgeMs, outcome: outcome('not_modified', 304, null) }
  const { bodyHash, body, contentType, status } = fetched
  const fresh = { ...nothing, maxAgeMs, bytes: body.byteLength, validators: { etag, lastModified, bodyHash } }
  if (bodyHash === source.bodyHash) return { ...fresh, outcome: outcome('not_modified', status, null) }
  const parsed = await tools.parser.parseInThread(body, { contentType, baseUrl: fetched.finalUrl })
  if (!parsed.ok) {
    const code = parsed.error.code === 'web_page' || parsed.error.code === 'not_a_feed' ? 'not_a_feed' : 'unreadable'
    // Without validators the next poll reads the document again, whatever the site says of its age.
    return {
      ...fresh,
      validators: { etag: null, lastModified: null, bodyHash: null },
      outcome: outcome(code, status, parsed.error.message),
    }
  }
  const { items, datesMessage } = await prepareItems(parsed.feed, source, now)
  return {
    ...fresh,
    feed: parsed.feed,
    items,
    itemsFound: parsed.feed.items.length,
    outcome: outcome('fetched', status, datesMessage),
  }
}

function outcome(
  code: PollOutcome['code'],
  httpStatus: number | null,
  message: string | null,
  retryAfterMs: number | null = null,
): FinishedPoll['outcome'] {
  return { code, httpStatus, message, retryAfterMs }
}
