import type { ItemId } from '@hub/core/ids.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Tx } from '../connect.ts'

/** Where an item stands in the order of arrival. */
export type ItemKey = { id: ItemId; firstSeenAt: Date }

/** So many of the newest rows are looked at one by one; in them, what is common is found at once. */
export const FIRST_WINDOW_ROWS = 4_000
/** What is not common is then looked up by its index, further and further back. */
const WINDOW_GROWTH = 8
const WINDOWS_MAX = 4

export type NewestSearch = {
  where: RawBuilder<unknown>
  after: ItemKey | null
  /** No match is newer than this, where it is given. */
  until: Date | null
  limit: number
  /** The conditions name few items by themselves (those of one narrative): they are collected at once. */
  isNarrow: boolean
}

/**
 * The newest items that meet the conditions, newest first, older than `after`. Two ways lead there, and what was found in
 * the newest rows tells which: a match that is common turns up within a few thousand rows read in the order of time,
 * where collecting all its places from an index would take seconds; one that does not is rare enough to be collected.
 */
export async function findNewestMatches(tx: Tx, search: NewestSearch): Promise<ItemKey[]> {
  const { where, after, until, limit } = search
  const older = after === null ? sql`true` : sql`(i.first_seen_at, i.id) < (${after.firstSeenAt}, ${after.id}::uuid)`
  if (search.isNarrow) return collect(tx, sql`${where} and ${older}`, limit)
  const window = await firstWindow(tx, after?.firstSeenAt ?? until)
  const found = await walk(tx, sql`${where} and ${older} and ${sinceThen(window.since)}`, limit)
  let { since, spanMs } = window
  let last = found.length
  for (let step = 1; since !== null && found.length < limit; step += 1) {
    // As dense as the last window was, the next one should hold what is missing.
    spanMs *= last === 0 ? WINDOW_GROWTH : Math.min(WINDOW_GROWTH, Math.max(1, (2 * (limit - found.length)) / last))
    const from: Date | null = step < WINDOWS_MAX ? new Date(since.getTime() - spanMs) : null
    const rows = await collect(
      tx,
      sql`${where} and i.first_seen_at < ${since} and ${sinceThen(from)}`,
      limit - found.length,
    )
    found.push(...rows)
    last = rows.length
    since = from
  }
  return found
}

/** Reads the rows in the order of their arrival until enough of them meet the conditions. */
async function walk(tx: Tx, conditions: RawBuilder<unknown>, limit: number): Promise<ItemKey[]> {
  await sql`set local enable_bitmapscan = off`.execute(tx)
  const { rows } = await sql<ItemKey>`
    select i.id, i.first_seen_at from item i where ${conditions}
    order by i.first_seen_at desc, i.id desc limit ${limit}`.execute(tx)
  await sql`set local enable_bitmapscan = on`.execute(tx)
  return rows
}

/** Finds all rows that meet the conditions by whichever index holds fewest, then takes the newest. */
async function collect(tx: Tx, conditions: RawBuilder<unknown>, limit: number): Promise<ItemKey[]> {
  const { rows } = await sql<ItemKey>`
    with matches as materialized (select i.id, i.first_seen_at from item i where ${conditions})
    select id, first_seen_at from matches order by first_seen_at desc, id desc limit ${limit}`.execute(tx)
  return rows
}

function sinceThen(since: Date | null): RawBuilder<unknown> {
  return since === null ? sql`true` : sql`i.first_seen_at >= ${since}`
}

/** The time that the newest rows span, back from a moment; `since` is null where these are all there are. */
export async function firstWindow(tx: Tx, until: Date | null): Promise<{ since: Date | null; spanMs: number }> {
  const { rows } = await sql<{ firstSeenAt: Date }>`
    (select first_seen_at from item where ${until === null ? sql`true` : sql`first_seen_at <= ${until}`}
      order by first_seen_at desc, id desc limit 1)
    union all
    (select first_seen_at from item where ${until === null ? sql`true` : sql`first_seen_at <= ${until}`}
      order by first_seen_at desc, id desc offset ${FIRST_WINDOW_ROWS} limit 1)`.execute(tx)
  const [newest, oldest] = rows
  if (!newest || !oldest) return { since: null, spanMs: 0 }
  return {
    since: oldest.firstSeenAt,
    spanMs: Math.max(60_000, newest.firstSeenAt.getTime() - oldest.firstSeenAt.getTime()),
  }
}
