import type { ItemId } from '@hub/core/ids.ts'
import { RANKED_MAX, RANKED_PHRASES_MAX, RANKED_PREFIXES_MAX } from '@hub/core/item/item-search.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Tx } from '../connect.ts'
import { firstWindow, type ItemKey } from './newest-matches.ts'
import { hasOrder, hasPrefix, inTitle, titleVector, withoutOrder } from './search-title.ts'

export type RankedKey = ItemKey & { score: number }
/** `rankedAmong` is null where every match was ranked, else how many of the newest were, about. */
export type Ranked = { keys: RankedKey[]; rankedAmong: number | null }

export type RankedSearch = {
  /** Every condition, and every one but the words. */
  where: RawBuilder<unknown>
  others: RawBuilder<unknown>
  tsquery: string
  /** The parts of the query, each of which must be met. */
  clauses: readonly string[]
  /** Only what was there at this moment is ranked, so that further pages continue one order. */
  until: Date
  after: { score: number; id: string } | null
  limit: number
}

/** How much a word counts: elsewhere, plain title word, text, title. */
const WEIGHTS = '{0.1,0.2,0.35,1.0}'
/** Divides by the logarithm of the length: long texts hold every word. */
const BY_LENGTH = 1
/** With fewer candidates than this among the newest rows, all matches together are few enough to be ranked at once. */
const FEW = 10

/**
 * The most relevant of the newest matches, best first. Each part of the query that the title meets counts 1; what is left
 * between 0 and 1 says how often, and how near to each other, the words stand in texts of like length.
 *
 * Reading 20,000 matches to rank them takes too long, and is seldom needed: whatever meets the query in its title stands
 * before whatever does not. So the titles are asked first, by an index of their own, and the texts only where the titles
 * do not fill the page.
 */
export async function rankMatches(tx: Tx, search: RankedSearch): Promise<Ranked> {
  const { since, rankedAmong } = await findHorizon(tx, search)
  const count = search.clauses.length
  const tiers = [
    ...(count > 1 ? [{ words: search.clauses.join(' & '), scoreMin: count }] : []),
    { words: search.clauses.join(' | '), scoreMin: 1 },
  ]
  for (const { words, scoreMin } of since === undefined ? [] : tiers) {
    if (search.after && search.after.score < scoreMin) continue
    const keys = await rank(tx, search, sql`${titleVector} @@ ${words}::tsquery and ${sinceThen(since)}`)
    const best = keys.filter(({ score }) => score >= scoreMin)
    if (best.length >= search.limit) return { keys: best, rankedAmong }
  }
  return { keys: await rank(tx, search, sinceThen(since)), rankedAmong }
}

function sinceThen(since: Date | null | undefined): RawBuilder<unknown> {
  return since ? sql`i.first_seen_at >= ${since}` : sql`true`
}

/**
 * How far back the newest matches reach: as far as the newest rows say that the ranked number of them lies. `undefined`
 * where all matches are few; null where they are many, but reach back no further than the first item.
 */
async function findHorizon(
  tx: Tx,
  { tsquery, others, until }: RankedSearch,
): Promise<{ since: Date | null | undefined; rankedAmong: number | null }> {
  const window = await firstWindow(tx, until)
  if (window.since === null) return { since: undefined, rankedAmong: null }
  await sql`set local enable_bitmapscan = off`.execute(tx)
  const { rows } = await sql<{ candidates: number; oldest: Date }>`
    select count(*) filter (where i.search @@ ${withoutOrder(tsquery)}::tsquery) as candidates,
      (select min(first_seen_at) from item) as oldest
    from item i where ${others} and i.first_seen_at between ${window.since} and ${until}`.execute(tx)
  await sql`set local enable_bitmapscan = on`.execute(tx)
  const { candidates = 0, oldest = until } = rows[0] ?? {}
  if (candidates < FEW) return { since: undefined, rankedAmong: null }
  const max = rankedMax(tsquery)
  const since = new Date(until.getTime() - (window.spanMs * max) / candidates)
  return since <= oldest ? { since: null, rankedAmong: null } : { since, rankedAmong: max }
}

function rankedMax(tsquery: string): number {
  if (hasOrder(tsquery)) return RANKED_PHRASES_MAX
  return hasPrefix(tsquery) ? RANKED_PREFIXES_MAX : RANKED_MAX
}

async function rank(tx: Tx, search: RankedSearch, within: RawBuilder<unknown>): Promise<RankedKey[]> {
  const { where, tsquery, clauses, until, after, limit } = search
  const titles = sql.join(
    clauses.map((clause) => sql`(i.search @@ ${inTitle(clause)}::tsquery)::int`),
    sql` + `,
  )
  const { rows } = await sql<{ id: ItemId; firstSeenAt: Date; score: number }>`
    with matches as materialized (
      select i.id, i.first_seen_at,
        ${titles} + ts_rank(${WEIGHTS}::float4[], i.search, ${tsquery}::tsquery, ${BY_LENGTH})::float8 as score
      from item i where ${where} and ${within} and i.first_seen_at <= ${until}
    )
    select id, first_seen_at, score from matches
    where ${after === null ? sql`true` : sql`(score, id) < (${after.score}::float8, ${after.id}::uuid)`}
    order by score desc, id desc limit ${limit}`.execute(tx)
  return rows
}
