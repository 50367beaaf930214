import { sql } from 'kysely'

import { cutOff, type ItemClass, type RetentionClass } from '@hub/core/retention/retention-classes.ts'

import type { Db, Reader } from '../connect.ts'
import type { Purging } from './item-dues.ts'
import { shareHolds } from './lock-holds.ts'

export type RowClass = Exclude<RetentionClass, ItemClass>
type RowCounts = { deleted: number; held: number }

const BATCH = 5_000

/** Rows past their period, by class: the table and which rows. Tips go by when they were decided on, or else sent. */
function dueRows(rowClass: RowClass, { now, periods, world }: Purging) {
  const before = cutOff(now, periods[rowClass])
  const tips = (state: string, at: string) => ({
    table: 'tip',
    where: sql`world = ${world} and state = ${state} and ${sql.ref(at)} < ${before}`,
    held: sql`item_id is not null and item_keep_reason(item_id, null, null, ${now}, 0) is not distinct from 'hold'`,
  })
  const open = { held: sql`false` }
  const all: Record<RowClass, { table: string; where: ReturnType<typeof sql>; held: ReturnType<typeof sql> }> = {
    tips_declined: tips('declined', 'decided_at'),
    tips_accepted: tips('accepted', 'decided_at'),
    tips_waiting: tips('waiting', 'created_at'),
    fetch_log: {
      table: 'source_fetch',
      where: sql`at < ${before}`,
      held: sql`item_keep_reason(null, source_id, null, ${now}, 0) is not distinct from 'hold'`,
    },
    tombstones: {
      table: 'item_identity',
      where: sql`world = ${world} and purged_at < ${before} and coalesce(seen_at, purged_at) < ${before}`,
      ...open,
    },
  }
  return all[rowClass]
}

/** Deletes a class's rows past their period in batches, each in a transaction of its own. */
export async function purgeRows(db: Db, rowClass: RowClass, purging: Purging): Promise<RowCounts> {
  const { table, where, held } = dueRows(rowClass, purging)
  let deleted = 0
  for (;;) {
    const count = await db.transaction().execute(async (tx) => {
      await shareHolds(tx)
      const gone = await sql`
        delete from ${sql.table(table)} where ctid = any(array(
          select ctid from ${sql.table(table)} where ${where} and not (${held}) limit ${BATCH}))`.execute(tx)
      return Number(gone.numAffectedRows ?? 0)
    })
    deleted += count
    if (count < BATCH) break
  }
  const { due } = await countRows(db, rowClass, purging)
  return { deleted, held: due }
}

/** How many rows of a class are past their period, and how many of them are held back. */
export async function countRows(
  db: Reader,
  rowClass: RowClass,
  purging: Purging,
): Promise<{ due: number; held: number }> {
  const { table, where, held } = dueRows(rowClass, purging)
  const { rows } = await sql<{ due: number; held: number }>`
    select count(*)::int as due, (count(*) filter (where ${held}))::int as held from ${sql.table(table)} where ${where}`.execute(
    db,
  )
  return rows[0] ?? { due: 0, held: 0 }
}
