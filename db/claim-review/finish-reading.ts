import type { ClaimReview } from '@hub/core/claim/claim-review.ts'
import { retryReading } from '@hub/core/claim/retry-reading.ts'

import type { Db } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import type { ClaimedReading } from './claim-readings.ts'
import { storeClaimReviews, type StoredReviews } from './store-claim-reviews.ts'

export type ReadingOutcome =
  | { kind: 'read'; claimReviews: readonly ClaimReview[] }
  | { kind: 'problem'; code: string; message: string }

/** Stores the reviews of a fact-checker's page, or why it could not be read and whether it is tried again. */
export async function finishReading(
  db: Db,
  by: WriteBy,
  reading: ClaimedReading,
  outcome: ReadingOutcome,
): Promise<StoredReviews> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const row = w.tx
      .updateTable('claimReviewReading')
      .where('itemId', '=', reading.itemId)
      .where('state', '=', 'waiting')
    if (outcome.kind === 'problem') {
      const verdict = retryReading(outcome.code, reading.attempts, by.now.getTime())
      const next = verdict.kind === 'again' ? { dueAt: new Date(verdict.dueAtMs) } : { state: 'failed' as const }
      await row.set({ ...next, claimedUntil: null, problem: outcome.message }).execute()
      w.unchanged()
      return { added: 0, changed: 0 }
    }
    const found = outcome.claimReviews.length
    await row.set({ state: 'done', claimedUntil: null, found, problem: null }).execute()
    const stored = await storeClaimReviews(w, reading, outcome.claimReviews)
    if (stored.added + stored.changed === 0) w.unchanged()
    else
      await w.audit({
        action: 'claim_reviews.store',
        noun: 'source',
        objectId: reading.sourceId,
        details: { ...stored, itemId: reading.itemId },
      })
    return stored
  })
}

/** Gives a page back unread, as shutdown does: another worker takes it, and the attempt does not count. */
export async function releaseReading(db: Db, reading: ClaimedReading): Promise<void> {
  await db
    .updateTable('claimReviewReading')
    .set({ claimedUntil: null, attempts: reading.attempts - 1 })
    .where('itemId', '=', reading.itemId)
    .where('state', '=', 'waiting')
    .execute()
}
