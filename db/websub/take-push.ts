import { sql } from 'kysely'

import type { Db } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import type { HeldSubscription } from './answer-hub.ts'

/** A feed is fetched at most so often however many pushes its hub sends. */
const PUSH_GAP_MS = 60_000

/**
 * Takes a signed push: the source is fetched at once, and polled daily as a back-up while its lease runs. What was pushed is not
 * read: it comes again by the one way in, with its checks. Pushes close together are one.
 */
export async function takePush(db: Db, by: WriteBy, held: HeldSubscription): Promise<void> {
  await write(db, by, async (w) => {
    await w.require('pipeline.run')
    const { numAffectedRows } = await sql`
      update source set pushed_until = ${held.leaseEndsAt},
        next_fetch_at = least(next_fetch_at, greatest(${by.now}::timestamptz, coalesce(last_fetch_at + ${PUSH_GAP_MS} * interval '1 millisecond', ${by.now})))
      where id = ${held.sourceId} and state = 'approved' and next_fetch_at > ${by.now}`.execute(w.tx)
    await w.tx.updateTable('websubSubscription').set({ lastPushAt: by.now }).where('id', '=', held.id).execute()
    if (Number(numAffectedRows ?? 0) === 0) return w.unchanged()
    await w.publish({
      topic: 'poll-sources',
      aggregate: 'source',
      aggregateId: held.sourceId,
      aggregateVersion: 1,
      idempotencyKey: `push:${held.sourceId}:${by.now.getTime()}`,
    })
    await w.audit({ action: 'hub.push', noun: 'source', objectId: held.sourceId })
  })
}
