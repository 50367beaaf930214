import type { ParsedFeed } from '@hub/core/item/feed-item.ts'
import { type AllowList, findAllowedAddress, findAllowedHost } from '@hub/core/source/allow-list.ts'
import { nextPoll } from '@hub/core/source/next-poll.ts'
import { isGoodOutcome, type PollOutcome } from '@hub/core/source/poll-outcome.ts'
import { usualGapMs } from '@hub/core/source/usual-gap.ts'
import type { ClaimedSource } from '@hub/db/stream/claim-due-sources.ts'
import type { FinishedPoll } from '@hub/db/stream/finish-poll.ts'

import type { FeedFetcher } from '../collect/fetch-feed.ts'
import type { FetchOutcome } from '../collect/fetch-outcome.ts'
import type { ParserThread } from '../collect/parse-in-thread.ts'
import type { Politeness } from './politeness.ts'
import { prepareItems } from './prepare-items.ts'

export type PollTools = { fetcher: FeedFetcher; parser: ParserThread; politeness: Politeness; allowList: AllowList }

type Reading = Pick<FinishedPoll, 'outcome' | 'items' | 'itemsFound' | 'bytes' | 'validators'> & {
  feed: ParsedFeed | null
  maxAgeMs: number | null
}

/**
 * Polls one claimed source: fetch in its site's turn, parse in a thread, prepare what the profiles want, and decide when to
 * come again. Never rejects for anything the site did: every fault is an outcome in words.
 * @param jitter a number in [0, 1)
 */
export async function pollSource(
  tools: PollTools,
  source: ClaimedSource,
  now: Date,
  jitter: number,
  signal?: AbortSignal,
): Promise<FinishedPoll> {
  const validators = { etag: source.etag, lastModified: source.lastModified, finalUrl: source.finalUrl }
  let startedMs = 0
  const ask = () => {
    startedMs = performance.now()
    return tools.fetcher.fetchFeed(source.url, validators, signal)
  }
  const fetched = await tools.politeness.run(source.url, ask, signal)
  const reading = await readAnswer(tools, source, fetched, now)
  const next = nextPoll({
    outcome: reading.outcome,
    failureCount: isGoodOutcome(reading.outcome) ? 0 : source.failures + 1,
    ttlMs: reading.feed?.ttlMs ?? null,
    maxAgeMs: reading.maxAgeMs,
    usualGapMs: usualGapMs([...source.recentTimesMs, ...reading.items.map(({ eventAt }) => eventAt.getTime())]),
    skipHours: reading.feed?.skipHours ?? [],
    override: overrideFor(tools.allowList, source.url),
    jitter,
    nowMs: now.getTime(),
  })
  return {
    source: { id: source.id, publisherId: source.publisherId, fence: source.fence },
    next,
    feedTitle: reading.feed?.title ?? null,
    siteUrl: reading.feed?.siteUrl ?? null,
    finalUrl: fetched.finalUrl,
    durationMs: performance.now() - startedMs,
    outcome: reading.outcome,
    items: reading.items,
    itemsFound: reading.itemsFound,
    bytes: reading.bytes,
    validators: reading.validators,
  }
}

async function readAnswer(tools: PollTools, source: ClaimedSource, fetched: FetchOutcome, now: Date): Promise<Reading> {
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

function overrideFor(allowList: AllowList, url: string) {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  return findAllowedHost(allowList, host) ?? findAllowedAddress(allowList, host.replace(/^\[|\]$/g, '')) ?? null
}
