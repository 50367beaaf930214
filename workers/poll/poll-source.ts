import type { AllowList } from '@hub/core/source/allow-list.ts'
import { isFullFetchDue } from '@hub/core/source/full-fetch.ts'
import { judgeMove } from '@hub/core/source/judge-move.ts'
import { nextPoll } from '@hub/core/source/next-poll.ts'
import { isGoodOutcome } from '@hub/core/source/poll-outcome.ts'
import { findOverride, findSiteTurn } from '@hub/core/source/site.ts'
import { sayCappedRest, siteRestMs } from '@hub/core/source/site-rest.ts'
import { backUpPollMs } from '@hub/core/source/websub.ts'
import { usualGapMs } from '@hub/core/source/usual-gap.ts'
import type { ClaimedSource } from '@hub/db/stream/claim-due-sources.ts'
import type { FinishedPoll } from '@hub/db/stream/finished-poll.ts'

import type { FetchOutcome } from '../collect/fetch-outcome.ts'
import type { PageTools } from '../pages/page-tools.ts'
import { findHub } from '../websub/find-hub.ts'
import { withinTurn } from './politeness.ts'
import { type Reading, readAnswer } from './read-answer.ts'

export type PollTools = PageTools & { allowList: AllowList }

/**
 * Polls one claimed source, whose claim holds its site's turn: fetch, parse in a thread, prepare what the profiles want, and
 * decide when to come again. Never rejects for anything the site did: every fault is an outcome in words.
 * @param jitter a number in [0, 1)
 */
export async function pollSource(
  tools: PollTools,
  source: ClaimedSource,
  clock: () => Date,
  jitter: number,
  signal?: AbortSignal,
): Promise<FinishedPoll> {
  const validators = isFullFetchDue(source.fullFetchAt, clock())
    ? null
    : { etag: source.etag, lastModified: source.lastModified, finalUrl: source.finalUrl }
  const startedMs = performance.now()
  const fetched = await tools.fetcher.fetchFeed(source.url, validators, signal)
  const politeness = withinTurn(tools.politeness, tools.allowList, source.turn)
  const reading = await readAnswer({ ...tools, politeness }, source, fetched, clock(), signal)
  const now = clock()
  const { isDue, ...move } = judgeMove({
    hops: fetched.hops,
    known: source,
    isGood: isGoodOutcome(reading.outcome) && source.kind === 'feed',
    now,
  })
  return {
    source: { id: source.id, publisherId: source.publisherId, fence: source.fence, turn: source.turn },
    profileIds: source.profiles.map(({ id }) => id),
    ...planNext(tools.allowList, source, reading, jitter, now),
    isFull: fetched.kind === 'fetched',
    hub: source.kind === 'feed' ? findHub(reading.feed, fetched) : null,
    feedTitle: reading.feed?.title ?? null,
    siteUrl: reading.feed?.siteUrl ?? null,
    finalUrl: fetched.finalUrl,
    move,
    isMoveDue: isDue,
    endedAt: now,
    rest: restOf(tools.allowList, fetched, reading, now),
    durationMs: performance.now() - startedMs,
    outcome: { ...reading.outcome, message: withRest(reading.outcome) },
    items: reading.items,
    claimReviews: reading.feed?.items.flatMap(({ claimReviews }) => claimReviews ?? []) ?? [],
    itemsFound: reading.itemsFound,
    bytes: reading.bytes,
    validators: reading.validators,
  }
}

function planNext(allowList: AllowList, source: ClaimedSource, reading: Reading, jitter: number, now: Date) {
  const gapMs = usualGapMs([...source.recentTimesMs, ...reading.items.map(({ eventAt }) => eventAt.getTime())])
  const next = nextPoll({
    outcome: reading.outcome,
    failureCount: isGoodOutcome(reading.outcome) ? 0 : source.failures + 1,
    ttlMs: reading.feed?.ttlMs ?? null,
    maxAgeMs: reading.maxAgeMs,
    usualGapMs: gapMs,
    skipHours: reading.feed?.skipHours ?? [],
    skipDays: reading.feed?.skipDays ?? [],
    override: findOverride(source.url, allowList),
    jitter,
    nowMs: now.getTime(),
  })
  if (next.kind !== 'poll' || next.reason !== 'rhythm') return { next, usualGapMs: gapMs }
  const dueAtMs = backUpPollMs(next.dueAtMs, source.pushedUntil?.getTime() ?? null, now.getTime())
  return { next: { ...next, dueAtMs }, usualGapMs: gapMs }
}

/** The rest falls to the site that asked for it, which after redirects need not be the source's own. */
function restOf(allowList: AllowList, fetched: FetchOutcome, { outcome }: Reading, now: Date): FinishedPoll['rest'] {
  const restMs = siteRestMs(outcome)
  const { key, gapMs } = findSiteTurn(fetched.finalUrl, allowList)
  return restMs === 0 || gapMs === 0 ? null : { site: key, until: new Date(now.getTime() + restMs) }
}

function withRest(outcome: Reading['outcome']): string | null {
  const capped = sayCappedRest(outcome)
  return capped === null ? outcome.message : `${outcome.message ?? ''} ${capped}`.trim()
}
