import type { ItemId } from '@hub/core/ids.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Tx } from '../connect.ts'

/** Where an item stands in the order of arrival. */
export type ItemKey = { id: ItemId; firstSeenAt: Date }

/** So many of the newest rows are looked at one by one; in them, what is common is found at once. */
export const FIRST_WINDOW_ROWS = 5_000
/** What is not common is then looked up by its index, further and further back. */
const WINDOW_GROWTH = 8
const WINDOWS_MAX = 3

/**
 * The newest items that meet the conditions, newest first, older than `after`; none of them is newer than `until`. Two ways lead there, and what was found in
 * the newest rows tells which: a match that is common turns up within a few thousand rows read in the order of time,
 * where collecting all its places from an index would take seconds; one that does not is rare enough to be collected.
 */
export async function findNewestMatches(
  tx: Tx,
  where: RawBuilder<unknown>,
  { after, until, limit }: { after: ItemKey | null; until: Date | null; limit: number },
): Promise<ItemKey[]> {
  const older = after === null ? sql`true` : sql`(i.first_seen_at, i.id) < (${after.firstSeenAt}, ${after.id}::uuid)`
  const window = await firstWindow(tx, after?.firstSeenAt ?? until)
  await sql`set local enable_bitmapscan = off`.execute(tx)
  const { rows: found } = await sql<ItemKey>`
    select i.id, i.first_seen_at from item i
    where ${where} and ${older} and ${window.since === null ? sql`true` : sql`i.first_seen_at >= ${window.since}`}
    order by i.first_seen_at desc, i.id desc limit ${limit}`.execute(tx)
  await sql`set local enable_bitmapscan = on`.execute(tx)
  let { since } = window
  let spanMs = window.spanMs
  for (let step = 1; since !== null && found.length < limit; step += 1) {
    spanMs *= WINDOW_GROWTH
    const from: Date | null = step < WINDOWS_MAX ? new Date(since.getTime() - spanMs) : null
    const { rows } = await sql<ItemKey>`
      with matches as materialized (
        select i.id, i.first_seen_at from item i
        where ${where} and i.first_seen_at < ${since} and ${from === null ? sql`true` : sql`i.first_seen_at >= ${from}`}
      )
      select id, first_seen_at from matches order by first_seen_at desc, id desc limit ${limit - found.length}`.execute(
      tx,
    )
    found.push(...rows)
    since = from
  }
  return found
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
