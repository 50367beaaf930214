import { claimDueSources, type ClaimedSource, releaseClaim } from '@hub/db/stream/claim-due-sources.ts'
import { finishPoll } from '@hub/db/stream/finish-poll.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { Collector } from '../poll/collector.ts'
import { pollSource } from '../poll/poll-source.ts'
import type { StageDeps } from '../stage-deps.ts'

export type PollDeps = StageDeps & {
  collector: Collector
  /** How long a run waits for its polls; slower ones go on in their slots. Infinity waits for all. */
  settleWithinMs: number
  random: () => number
}
export type PollCounts = {
  claimed: number
  polled: number
  failed: number
  newItems: number
  sightings: number
  revisions: number
  stale: number
}

/** A poll ends within its deadline and a short turn of its site's; a claim outlives both, and a dead worker's runs out. */
const CLAIM_MS = 90_000

/**
 * Stage 1: claims sources that are due and fetches, parses and stores each. One source's trouble stays its own. Counts cover
 * the polls that ended within `settleWithinMs`.
 */
export async function pollSources(deps: PollDeps, now: Date): Promise<PollCounts> {
  const counts: PollCounts = { claimed: 0, polled: 0, failed: 0, newItems: 0, sightings: 0, revisions: 0, stale: 0 }
  for (;;) {
    const limit = deps.collector.freeSlots()
    if (limit === 0) break
    const claimed = await claimDueSources(deps.db, { world: deps.world, now, limit, claimForMs: CLAIM_MS })
    for (const source of claimed) deps.collector.start(() => pollAndStore(deps, source, now, counts))
    counts.claimed += claimed.length
    await deps.collector.settle(deps.settleWithinMs)
    if (claimed.length < limit) break
  }
  return counts
}

async function pollAndStore(deps: PollDeps, source: ClaimedSource, now: Date, counts: PollCounts): Promise<void> {
  const { tools, signal } = deps.collector
  try {
    const poll = await pollSource(tools, source, now, deps.random(), signal)
    // A poll cut off by shutdown says nothing about the source: the next start polls it again.
    if (signal.aborted) return await releaseClaim(deps.db, source)
    const stored = await finishPoll(deps.db, byStage('poll-sources', deps.world, now), poll)
    if (!stored) {
      counts.stale += 1
      return
    }
    counts.polled += 1
    counts.newItems += stored.newItems
    counts.sightings += stored.sightings
    counts.revisions += stored.revisions
  } catch (error) {
    counts.failed += 1
    deps.log.error({ source: source.id, url: source.url, error }, 'A source could not be polled')
  }
}
