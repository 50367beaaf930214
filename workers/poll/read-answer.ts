import type { ParsedFeed } from '@hub/core/item/feed-item.ts'
import type { PollOutcome } from '@hub/core/source/poll-outcome.ts'
import type { ClaimedSource } from '@hub/db/stream/claim-due-sources.ts'
import type { FinishedPoll } from '@hub/db/stream/finished-poll.ts'

import type { FetchOutcome } from '../collect/fetch-outcome.ts'
import { platformOf } from '../collect/parse-posts.ts'
import { explainRefusal, sayLeftOut } from './platform-words.ts'
import { prepareItems } from './prepare-items.ts'
import { type PageTools, readOlderPages } from './read-older-pages.ts'

/** What a fetch brought, read by the kind of its source: items ready to store, and the outcome in words. */
export type Reading = Pick<FinishedPoll, 'outcome' | 'items' | 'itemsFound' | 'bytes' | 'validators'> & {
  feed: ParsedFeed | null
  maxAgeMs: number | null
}

/** Reads the answer of a source's site. Never throws for anything the site sent: every fault is an outcome in words. */
export async function readAnswer(
  tools: PageTools,
  source: ClaimedSource,
  fetched: FetchOutcome,
  now: Date,
  signal?: AbortSignal,
): Promise<Reading> {
  const platform = platformOf(source.kind)
  const nothing = { items: [], itemsFound: 0, bytes: 0, validators: null, feed: null, maxAgeMs: null }
  if (fetched.kind === 'failed') {
    const { code, status, retryAfterMs, message } = fetched
    const words = platform === undefined ? message : explainRefusal(source, status, message)
    return { ...nothing, outcome: outcome(code, status, words, retryAfterMs) }
  }
  const { etag, lastModified, maxAgeMs } = fetched
  if (fetched.kind === 'not_modified') return { ...nothing, maxAgeMs, outcome: outcome('not_modified', 304, null) }
  const { bodyHash, body, contentType, status } = fetched
  const fresh = { ...nothing, maxAgeMs, bytes: body.byteLength, validators: { etag, lastModified, bodyHash } }
  if (bodyHash === source.bodyHash) return { ...fresh, outcome: outcome('not_modified', status, null) }
  const options = { contentType, baseUrl: fetched.finalUrl, ...(platform === undefined ? {} : { platform }) }
  const parsed = await tools.parser.parseInThread(body, options)
  if (!parsed.ok) {
    const code = parsed.error.code === 'web_page' || parsed.error.code === 'not_a_feed' ? 'not_a_feed' : 'unreadable'
    // Without validators the next poll reads the document again, whatever the site says of its age.
    return {
      ...fresh,
      validators: { etag: null, lastModified: null, bodyHash: null },
      outcome: outcome(code, status, parsed.error.message),
    }
  }
  const feed = platform === undefined ? parsed.feed : await readOlderPages(tools, source, platform, parsed.feed, signal)
  const { items, datesMessage } = await prepareItems(feed, source, now)
  return {
    ...fresh,
    feed,
    items,
    itemsFound: feed.items.length,
    outcome: outcome('fetched', status, datesMessage ?? sayLeftOut(feed)),
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
