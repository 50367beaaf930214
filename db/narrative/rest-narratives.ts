import type { NarrativeId } from '@hub/core/ids.ts'
import { sql } from 'kysely'

import type { Db } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'

/** A narrative nobody confirmed rests after this long without an item; the engine wakes it with the next one. */
export const REST_AFTER_DAYS = 14
const AT_ONCE = 500
const NAMED_IN_AUDIT = 20

/**
 * Puts emerging narratives to rest that have been quiet for two weeks: they leave the lists of what emerges. What a person
 * confirmed or dismissed stays as it is. Returns how many; run twice, none.
 */
export async function restNarratives(db: Db, by: WriteBy): Promise<number> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const quietSince = new Date(by.now.getTime() - REST_AFTER_DAYS * 86_400_000)
    const { rows } = await sql<{ id: NarrativeId; rowVersion: number }>`
      update narrative set state = 'dormant', row_version = row_version + 1, updated_at = ${by.now}
      where id in (
        select id from narrative
        where world = ${by.actor.world} and state = 'emerging' and last_item_at < ${quietSince} and updated_at < ${quietSince}
        order by id limit ${AT_ONCE} for no key update skip locked)
      returning id, row_version`.execute(w.tx)
    const first = rows[0]
    if (!first) {
      w.unchanged()
      return 0
    }
    for (const { id, rowVersion } of rows) await w.live({ noun: 'narrative', id, version: rowVersion })
    const details = { narratives: rows.length, ids: rows.slice(0, NAMED_IN_AUDIT).map(({ id }) => id) }
    await w.audit({ action: 'narratives.rest', noun: 'narrative', objectId: first.id, details })
    return rows.length
  })
}
