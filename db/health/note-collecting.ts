import { judgeCollecting } from '@hub/core/source/judge-collecting.ts'
import { sql } from 'kysely'

import type { Db } from '../connect.ts'
import { newRowId } from '../new-id.ts'
import { type Write, write, type WriteBy } from '../write.ts'
import { polledInForce, readCollecting } from './read-collecting.ts'

export type CollectingNote = 'stopped' | 'resumed' | 'as_before'

/**
 * Notes that collecting as a whole stopped, and when it worked again: an audit entry and a live notice each, so that open
 * pages say so. A stop ends with the first source that answered after it; pausing every source does not end it. Run twice,
 * it notes nothing.
 */
export async function noteCollecting(db: Db, by: WriteBy): Promise<CollectingNote> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const { world } = by.actor
    const open = await w.tx
      .selectFrom('collectingStop')
      .selectAll()
      .where('world', '=', world)
      .where('endedAt', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    const facts = await readCollecting(w.tx, world, by.now)
    if (open === undefined && judgeCollecting(facts, by.now).isStopped) {
      return begin(w, facts)
    }
    const resumedAt = open ? await findFirstGood(w, open.lastGoodAt ?? open.noticedAt) : null
    if (!open || resumedAt === null) {
      w.unchanged()
      return 'as_before'
    }
    await w.tx.updateTable('collectingStop').set({ endedAt: resumedAt }).where('id', '=', open.id).execute()
    const details = { lastGoodAt: open.lastGoodAt?.toISOString() ?? null, resumedAt: resumedAt.toISOString() }
    await record(w, open.id, 'works again', details)
    return 'resumed'
  })
}

async function begin(
  w: Write,
  { lastGoodAt, failed, late }: { lastGoodAt: Date | null; failed: number; late: number },
): Promise<CollectingNote> {
  const id = newRowId()
  const added = await w.tx
    .insertInto('collectingStop')
    .values({ id, world: w.by.actor.world, lastGoodAt, noticedAt: w.by.now, endedAt: null })
    .onConflict((conflict) => conflict.column('world').where('endedAt', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) {
    w.unchanged()
    return 'as_before'
  }
  await record(w, id, 'stopped', { lastGoodAt: lastGoodAt?.toISOString() ?? null, failed, late })
  return 'stopped'
}

async function record(w: Write, id: string, action: string, details: Record<string, unknown>): Promise<void> {
  await w.audit({ action, noun: 'collecting', objectId: id, details })
  await w.live({ noun: 'source', id, version: 1 })
}

/** When a source first answered after a moment, as far as its row still tells. */
async function findFirstGood(w: Write, after: Date): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(s.last_good_at) as at from source s
    where ${polledInForce(w.by.actor.world, w.by.now, w.by.now)} and s.last_good_at > ${after}`.execute(w.tx)
  return rows[0]?.at ?? null
}
