import type { NextPoll } from '@hub/core/source/next-poll.ts'
import { isGoodOutcome, type PollOutcome } from '@hub/core/source/poll-outcome.ts'
import type { PublisherId, SourceId } from '@hub/core/ids.ts'

import type { Db } from '../connect.ts'
import type { PreparedItem } from '@hub/core/item/prepared-item.ts'
import { storeItems, type StoredItems } from '../item/store-items.ts'
import { newRowId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'

/** One finished poll. `validators` are to be sent with the next one; null keeps the stored ones. */
export type FinishedPoll = {
  source: { id: SourceId; publisherId: PublisherId; fence: number }
  outcome: Omit<PollOutcome, 'newItemCount' | 'atMs'>
  next: NextPoll
  /** How far apart the source's items usually are; null while too few are known. */
  usualGapMs: number | null
  validators: { etag: string | null; lastModified: string | null; bodyHash: string | null } | null
  feedTitle: string | null
  siteUrl: string | null
  finalUrl: string
  durationMs: number
  bytes: number
  itemsFound: number
  items: readonly PreparedItem[]
}

/**
 * Writes everything a poll brought in one transaction: items, the source's health and rhythm, the fetch log, one audit entry
 * for the batch. Returns undefined, having written nothing, when the claim passed to another worker in the meantime.
 */
export async function finishPoll(db: Db, by: WriteBy, poll: FinishedPoll): Promise<StoredItems | undefined> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const source = await w.tx
      .selectFrom('source')
      .selectAll()
      .where('id', '=', poll.source.id)
      .where('claimFence', '=', poll.source.fence)
      .forUpdate()
      .executeTakeFirst()
    if (!source) {
      w.unchanged()
      return undefined
    }
    const stored = await storeItems(w, { sourceId: poll.source.id, publisherId: poll.source.publisherId }, poll.items)
    await updateSource(w, source, poll, stored)
    await logFetch(w, poll, stored)
    if (stored.newItems + stored.sightings + stored.revisions === 0) w.unchanged()
    else
      await w.audit({
        action: 'items.store',
        noun: 'source',
        objectId: source.id,
        details: { ...stored, found: poll.itemsFound, fence: poll.source.fence },
      })
    return stored
  })
}

async function updateSource(w: Write, source: Row<'source'>, poll: FinishedPoll, stored: StoredItems): Promise<void> {
  const { now } = w.by
  const isGood = isGoodOutcome(poll.outcome)
  const outcome: PollOutcome = { ...poll.outcome, atMs: now.getTime(), newItemCount: stored.newItems }
  const isGone = poll.next.kind === 'gone'
  const nextFetchAt = poll.next.kind === 'poll' ? new Date(poll.next.dueAtMs) : source.nextFetchAt
  await w.tx
    .updateTable('source')
    .set({
      ...poll.validators,
      ...(isGone ? { state: 'paused' as const, pausedReason: 'gone' } : {}),
      claimedUntil: null,
      lastFetchAt: now,
      lastGoodAt: isGood ? now : source.lastGoodAt,
      usualGapMs: poll.usualGapMs,
      lastItemAt: stored.newItems > 0 ? now : source.lastItemAt,
      failures: isGood ? 0 : source.failures + 1,
      failingSince: isGood ? null : (source.failingSince ?? now),
      nextFetchAt,
      intervalMs: Math.max(0, nextFetchAt.getTime() - now.getTime()),
      // The address that answered stays with the validators it gave.
      outcome: JSON.stringify({ ...outcome, finalUrl: poll.finalUrl }),
      siteUrl: source.siteUrl ?? poll.siteUrl,
      title:
        source.title === source.url && poll.feedTitle !== null && poll.feedTitle !== '' ? poll.feedTitle : source.title,
    })
    .where('id', '=', source.id)
    .execute()
  const healthChanged = isGood !== (source.failures === 0) || isGone || source.lastFetchAt === null
  if (healthChanged || stored.newItems > 0) await w.live({ noun: 'source', id: source.id, version: source.rowVersion })
}

async function logFetch(w: Write, poll: FinishedPoll, stored: StoredItems): Promise<void> {
  const { httpStatus, retryAfterMs, message, code } = poll.outcome
  await w.tx
    .insertInto('sourceFetch')
    .values({
      id: newRowId(),
      sourceId: poll.source.id,
      at: w.by.now,
      outcome: code,
      detail: JSON.stringify({ httpStatus, retryAfterMs, message, finalUrl: poll.finalUrl }),
      durationMs: Math.round(poll.durationMs),
      bytes: poll.bytes,
      itemsFound: poll.itemsFound,
      itemsNew: stored.newItems,
    })
    .execute()
}
