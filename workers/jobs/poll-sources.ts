import { listAllowedGaps } from '@hub/core/source/allow-list.ts'
import { claimDueSources, type ClaimedSource, releaseClaim } from '@hub/db/stream/claim-due-sources.ts'
import { finishPoll } from '@hub/db/stream/finish-poll.ts'
import { noteHub } from '@hub/db/websub/note-hub.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { Collector } from '../poll/collector.ts'
import { createPollFinisher, type PollFinisher } from '../poll/poll-finisher.ts'
import { pollSource } from '../poll/poll-source.ts'
import type { StageDeps } from '../stage-deps.ts'

export type PollDeps = StageDeps & {
  collector: Collector
  clock: () => Date
  /** How long a run waits for its polls; slower ones go on in their slots. Infinity waits for all. */
  settleWithinMs: number
  random: () => number
  /** Whether hubs can reach us, so that noting them serves. */
  followsHubs?: boolean
  /** Hears of each fetch: when its source was due and when it was asked. */
  onFetch?: (source: ClaimedSource, at: Date) => void
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

/** A poll ends within its deadline, and with further pages a few of them; a claim outlives it, and a dead worker's runs out. */
const CLAIM_MS = 120_000
/** While more is due than there are slots, a run waits this long for some to come free before it ends. */
const ROOM_WITHIN_MS = 2_000

/**
 * Stage 1: claims sources that are due and fetches, parses and stores each. One source's trouble stays its own. Counts cover
 * the polls that ended within `settleWithinMs`.
 */
export async function pollSources(deps: PollDeps): Promise<PollCounts> {
  const { collector, clock, settleWithinMs } = deps
  const counts: PollCounts = { claimed: 0, polled: 0, failed: 0, newItems: 0, sightings: 0, revisions: 0, stale: 0 }
  const gaps = listAllowedGaps(collector.tools.allowList)
  const by = () => byStage('poll-sources', deps.world, clock())
  const finisher = createPollFinisher({ db: deps.db, by, runningPolls: collector.running })
  collector.onEnd(() => finisher.nudge())
  for (;;) {
    const limit = collector.freeSlots()
    if (limit === 0) break
    const claimed = await claimDueSources(deps.db, {
      world: deps.world,
      now: clock(),
      limit,
      claimForMs: CLAIM_MS,
      gaps,
    })
    for (const source of claimed) collector.start(() => pollAndStore(deps, source, finisher, counts))
    counts.claimed += claimed.length
    if (claimed.length < limit) break
    await collector.untilRoom(Math.max(settleWithinMs, ROOM_WITHIN_MS))
  }
  await collector.settle(settleWithinMs)
  return counts
}

async function pollAndStore(
  deps: PollDeps,
  source: ClaimedSource,
  finisher: PollFinisher,
  counts: PollCounts,
): Promise<void> {
  const { tools, signal } = deps.collector
  try {
    deps.onFetch?.(source, deps.clock())
    const poll = await pollSource(tools, source, deps.clock, deps.random(), signal)
    // A poll cut off by shutdown says nothing about the source: the next start polls it again.
    if (signal.aborted) return await releaseClaim(deps.db, source, deps.clock())
    const isEmpty = poll.items.length === 0 && (poll.claimReviews ?? []).length === 0 && !poll.isMoveDue
    const stored = isEmpty ? await finishEmpty(finisher, poll) : await finishPoll(deps.db, byNow(deps), poll)
    if (!stored) {
      counts.stale += 1
      return
    }
    counts.polled += 1
    if (poll.hub && deps.followsHubs === true) await noteHub(deps.db, byNow(deps), source.id, poll.hub)
    counts.newItems += stored.newItems
    counts.sightings += stored.sightings
    counts.revisions += stored.revisions
  } catch (error) {
    counts.failed += 1
    deps.log.error({ source: source.id, url: source.url, error }, 'A source could not be polled')
  }
}

const NOTHING_STORED = { newItems: 0, sightings: 0, revisions: 0 }

async function finishEmpty(finisher: PollFinisher, poll: Parameters<PollFinisher['finish']>[0]) {
  return (await finisher.finish(poll)) ? NOTHING_STORED : undefined
}

function byNow({ world, clock }: PollDeps) {
  return byStage('poll-sources', world, clock())
}
