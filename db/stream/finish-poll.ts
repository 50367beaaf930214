import { areStillInForce } from '../profile/still-in-force.ts'
import { storeClaimReviews } from '../claim-review/store-claim-reviews.ts'
import { storeItems, type StoredItems } from '../item/store-items.ts'
import type { Db } from '../connect.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { endTurnsOf } from './end-turns-of.ts'
import type { FinishedPoll } from './finished-poll.ts'
import { saveMove } from './save-move.ts'
import { settleSources } from './settle-sources.ts'

const NO_REVIEWS = { added: 0, changed: 0 }

/**
 * Writes everything a poll brought in one transaction: items, the source's health and rhythm, the fetch log, the site's turn,
 * one audit entry for the batch. Returns undefined, having written nothing but the turn, when the claim passed to another
 * worker in the meantime.
 */
export async function finishPoll(db: Db, by: WriteBy, finished: FinishedPoll): Promise<StoredItems | undefined> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const poll = await dropUnlessInForce(w, finished)
    const source = await w.tx
      .selectFrom('source')
      .selectAll()
      .where('id', '=', poll.source.id)
      .where('claimFence', '=', poll.source.fence)
      .forUpdate()
      .executeTakeFirst()
    if (!source) {
      await endTurnsOf(w, [poll])
      w.unchanged()
      return undefined
    }
    const stored = await storeItems(w, { sourceId: poll.source.id, publisherId: poll.source.publisherId }, poll.items)
    const origin = { sourceId: source.id, language: source.language }
    const reviews = source.readsClaimReviews ? await storeClaimReviews(w, origin, poll.claimReviews ?? []) : NO_REVIEWS
    const settled = poll.isMoveDue ? await saveMove(w, source, poll) : poll
    await settleSources(w, [{ poll: settled, newItems: stored.newItems }])
    await endTurnsOf(w, [poll])
    if (stored.newItems + stored.sightings + stored.revisions + reviews.added + reviews.changed === 0) w.unchanged()
    else
      await w.audit({
        action: 'items.store',
        noun: 'source',
        objectId: source.id,
        details: { ...stored, found: poll.itemsFound, claimReviews: reviews.added, fence: poll.source.fence },
      })
    return stored
  })
}

/**
 * The poll without its items and reviews, unless every profile it was claimed under is still in force: one may have ended while the
 * site answered. Nothing of the answer is remembered either, so that what other profiles want is fetched anew.
 */
async function dropUnlessInForce(w: Write, poll: FinishedPoll): Promise<FinishedPoll> {
  if (poll.items.length + (poll.claimReviews ?? []).length === 0) return poll
  if (await areStillInForce(w, { sourceId: poll.source.id, profileIds: poll.profileIds })) return poll
  return {
    ...poll,
    items: [],
    claimReviews: [],
    validators: null,
    next: { kind: 'poll', dueAtMs: w.by.now.getTime(), reason: 'rhythm' },
  }
}
