import { RANKED_MAX } from '@hub/core/item/item-search.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Tx } from '../connect.ts'
import { firstWindow } from './newest-matches.ts'
import { inTitle, type RankingTier, withoutOrder } from './search-title.ts'

/** With fewer candidates than this among the newest rows, all matches together are few enough to be ranked at once. */
const FEW = 10
/** The first stretch of a tier is as long as about so many of its matches need: as many rows are read to rank them. */
export const STEP_ROWS = 1_000

type Asked = { others: RawBuilder<unknown>; tsquery: string; until: Date }
/** `since` is where the ranked matches begin; `spansMs` how long the first stretch of each tier is. */
export type Horizon = { since: Date; rankedAmong: number | null; spansMs: number[] }

/**
 * How far back the newest matches reach, and how long the stretches are in which they are ranked: both as the newest rows
 * say, in which candidates are counted (for a phrase: the items that hold its words). Null where all matches are few.
 */
export async function findHorizon(
  tx: Tx,
  { others, tsquery, until }: Asked,
  tiers: readonly RankingTier[],
): Promise<Horizon | null> {
  const window = await firstWindow(tx, until)
  if (window.since === null) return null
  const inTiers = tiers.map(({ titleWords }) =>
    titleWords === null
      ? sql`0`
      : sql`count(*) filter (where i.search @@ ${inTitle(withoutOrder(titleWords))}::tsquery)`,
  )
  await sql`set local enable_bitmapscan = off`.execute(tx)
  const { rows } = await sql<{ candidates: number; inTiers: number[]; oldest: Date }>`
    select count(*) filter (where i.search @@ ${withoutOrder(tsquery)}::tsquery) as candidates,
      array[${sql.join(inTiers)}]::int[] as "inTiers", (select min(first_seen_at) from item) as oldest
    from item i where ${others} and i.first_seen_at between ${window.since} and ${until}`.execute(tx)
  await sql`set local enable_bitmapscan = on`.execute(tx)
  const { candidates = 0, inTiers: found = [], oldest = until } = rows[0] ?? {}
  if (candidates < FEW) return null
  const since = new Date(until.getTime() - (window.spanMs * RANKED_MAX) / candidates)
  const spansMs = tiers.map(({ titleWords }, index) =>
    Math.ceil((window.spanMs * STEP_ROWS) / Math.max(1, titleWords === null ? candidates : (found[index] ?? 0))),
  )
  const reachesAll = since <= oldest
  return {
    // One moment before the first item, which the stretch that reaches it must hold.
    since: reachesAll ? new Date(oldest.getTime() - 1) : since,
    rankedAmong: reachesAll ? null : RANKED_MAX,
    spansMs,
  }
}
