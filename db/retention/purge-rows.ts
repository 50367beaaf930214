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
  // Asked once for the statement: where nothing is held, no row is looked at for it.
  const holds = sql`exists (select 1 from legal_hold where state in ('placed', 'in_force'))`
  const tips = (state: string, at: string) => ({
    table: sql.table('tip'),
    where: sql`world = ${world} and state = ${state} and ${sql.ref(at)} < ${before}`,
    held: sql`${holds} and item_id is not null and item_keep_reason(item_id, null, null, ${now}, 0) is not distinct from 'hold'`,
  })
  const open = { held: sql`false` }
  const all: Record<
    RowClass,
    { table: ReturnType<typeof sql.table>; where: ReturnType<typeof sql>; held: ReturnType<typeof sql> }
  > = {
    tips_declined: tips('declined', 'decided_at'),
    tips_accepted: tips('accepted', 'decided_at'),
    tips_waiting: tips('waiting', 'created_at'),
    claim_reviews: {
      table: sql.table('claim_review'),
      where: sql`world = ${world} and seen_at < ${before}`,
      held: sql`${holds} and item_keep_reason(item_id, source_id, null, ${now}, 0) is not distinct from 'hold'`,
    },
    sessions: { table: sql.table('auth.session'), where: sql`"expiresAt" < ${before}`, ...open },
    fetch_log: {
      table: sql.table('source_fetch'),
      where: sql`at < ${before}`,
      held: sql`${holds} and item_keep_reason(null, source_id, null, ${now}, 0) is not distinct from 'hold'`,
    },
    tombstones: {
      table: sql.table('item_identity'),
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
  if (!(await isThere(db, rowClass))) return { deleted, held: 0 }
  for (;;) {
    const count = await db.transaction().execute(async (tx) => {
      await shareHolds(tx)
      const gone = await sql`
        delete from ${table} where ctid = any(array(
          select ctid from ${table} where ${where} and not (${held}) limit ${BATCH}))`.execute(tx)
      return Number(gone.numAffectedRows ?? 0)
    })
    deleted += count
    if (count < BATCH) break
  }
  const { due } = await countRows(db, rowClass, purging)
  return { deleted, held: due }
}

/** How many rows of a class are past their period, and how many of them are held back; no more than `limit` are looked at. */
export async function countRows(
  db: Reader,
  rowClass: RowClass,
  purging: Purging,
  limit?: number,
): Promise<{ due: number; held: number }> {
  const { table, where, held } = dueRows(rowClass, purging)
  if (!(await isThere(db, rowClass))) return { due: 0, held: 0 }
  const { rows } = await sql<{ due: number; held: number }>`
    select count(*)::int as due, (count(*) filter (where ${held}))::int as held
    from (select * from ${table} where ${where} ${limit === undefined ? sql`` : sql`limit ${limit}`}) due`.execute(db)
  return rows[0] ?? { due: 0, held: 0 }
}

/** The sign-in service makes its own tables; a database that only workers use may stand without them. */
async function isThere(db: Reader, rowClass: RowClass): Promise<boolean> {
  if (rowClass !== 'sessions') return true
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'auth' and c.relname = 'session'
        and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'delete')) as found`.execute(db)
  return rows[0]?.found ?? false
}
