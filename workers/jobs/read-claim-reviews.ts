import type { ClaimReview } from '@hub/core/claim/claim-review.ts'
import { claimReadings, type ClaimedReading, noteReadings } from '@hub/db/claim-review/claim-readings.ts'
import { finishReading, releaseReading } from '@hub/db/claim-review/finish-reading.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { StageDeps } from '../stage-deps.ts'

/** A page that was read, as far as reviews are concerned, or why it could not be. */
export type ReadOutcome =
  | { ok: true; reading: { claimReviews: readonly ClaimReview[] } }
  | { ok: false; problem: { code: string; message: string } }

export type ReadClaimDeps = StageDeps & {
  /** Reads a page in its site's turn, as far as the site allows it. Never rejects. */
  readPage: (url: string, signal?: AbortSignal) => Promise<ReadOutcome>
  signal: AbortSignal
}
export type ReadClaimCounts = { noted: number; read: number; problems: number; reviews: number }

/** Pages of different sites read side by side in one run. */
const PAGES_AT_ONCE = 4
/** A page waits for its site's turn, its robots.txt and its own answer. */
const CLAIM_MS = 180_000

/**
 * Reads the pages that fact-checking sources link, each once, for the claim reviews in them: what the feed itself did not
 * carry. Sites' robots.txt and turns are kept; a page that cannot be read is tried again or left, never in the way of others.
 */
export async function readClaimReviews(deps: ReadClaimDeps, now: Date): Promise<ReadClaimCounts> {
  const counts: ReadClaimCounts = { noted: 0, read: 0, problems: 0, reviews: 0 }
  counts.noted = await noteReadings(deps.db, deps.world, now)
  const claimed = await claimReadings(deps.db, { world: deps.world, now, limit: PAGES_AT_ONCE, claimForMs: CLAIM_MS })
  await Promise.all(claimed.map((reading) => readOne(deps, reading, now, counts)))
  return counts
}

async function readOne(
  deps: ReadClaimDeps,
  reading: ClaimedReading,
  now: Date,
  counts: ReadClaimCounts,
): Promise<void> {
  try {
    const outcome = await deps.readPage(reading.url, deps.signal)
    if (deps.signal.aborted) return await releaseReading(deps.db, reading)
    const found = outcome.ok
      ? { kind: 'read' as const, claimReviews: outcome.reading.claimReviews }
      : { kind: 'problem' as const, ...outcome.problem }
    const { added, changed } = await finishReading(
      deps.db,
      byStage('read-claim-reviews', deps.world, now),
      reading,
      found,
    )
    counts.reviews += added + changed
    counts[outcome.ok ? 'read' : 'problems'] += 1
  } catch (error) {
    counts.problems += 1
    deps.log.error({ item: reading.itemId, url: reading.url, error }, 'A page of a fact-checker could not be read')
  }
}
