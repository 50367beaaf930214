import { type AllowList, findAllowedAddress, findAllowedHost } from '@hub/core/source/allow-list.ts'
import { nextPoll } from '@hub/core/source/next-poll.ts'
import { isGoodOutcome } from '@hub/core/source/poll-outcome.ts'
import { usualGapMs } from '@hub/core/source/usual-gap.ts'
import type { ClaimedSource } from '@hub/db/stream/claim-due-sources.ts'
import type { FinishedPoll } from '@hub/db/stream/finish-poll.ts'

import type { FeedFetcher } from '../collect/fetch-feed.ts'
import type { ParserThread } from '../collect/parse-in-thread.ts'
import type { Politeness } from './politeness.ts'
import { readAnswer } from './read-answer.ts'

export type PollTools = { fetcher: FeedFetcher; parser: ParserThread; politeness: Politeness; allowList: AllowList }

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
  const reading = await readAnswer(tools, source, fetched, now, signal)
  const gapMs = usualGapMs([...source.recentTimesMs, ...reading.items.map(({ eventAt }) => eventAt.getTime())])
  const next = nextPoll({
    outcome: reading.outcome,
    failureCount: isGoodOutcome(reading.outcome) ? 0 : source.failures + 1,
    ttlMs: reading.feed?.ttlMs ?? null,
    maxAgeMs: reading.maxAgeMs,
    usualGapMs: gapMs,
    skipHours: reading.feed?.skipHours ?? [],
    override: overrideFor(tools.allowList, source.url),
    jitter,
    nowMs: now.getTime(),
  })
  return {
    source: { id: source.id, publisherId: source.publisherId, fence: source.fence },
    next,
    usualGapMs: gapMs,
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

function overrideFor(allowList: AllowList, url: string) {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  return findAllowedHost(allowList, host) ?? findAllowedAddress(allowList, host.replace(/^\[|\]$/g, '')) ?? null
}
