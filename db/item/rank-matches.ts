import type { ItemId } from '@hub/core/ids.ts'
import { RANKED_MAX } from '@hub/core/item/item-search.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Tx } from '../connect.ts'
import { firstWindow, type ItemKey } from './newest-matches.ts'

export type RankedKey = ItemKey & { score: number }
export type Ranked = { keys: RankedKey[]; isInPart: boolean }

type Asked = {
  where: RawBuilder<unknown>
  tsquery: string
  /** Only what was there at this moment is ranked, so that further pages continue one order. */
  until: Date
  after: { score: number; id: string } | null
  limit: number
}

/** How much a word counts: plain title word, text, title. */
const WEIGHTS = '{0.1,0.2,0.35,1.0}'
/** Divides by the logarithm of the length: long texts hold every word. */
const BY_LENGTH = 1

/**
 * The most relevant of the newest matches: words in the title count most, then how often and how near to each other they
 * stand, in texts of like length. Going back in time stops once enough matches have been ranked.
 */
export async function rankMatches(tx: Tx, asked: Asked): Promise<Ranked> {
  const first = await firstWindow(tx, asked.until)
  let [until, since, spanMs] = [asked.until, first.since, first.spanMs]
  let left = RANKED_MAX
  let keys: RankedKey[] = []
  for (;;) {
    const ranked = await rankWindow(tx, asked, { since, until, isFirst: until === asked.until, rows: left + 1 })
    keys = mergeRanked(keys, ranked.keys, asked.limit)
    if (ranked.total > left) return { keys, isInPart: true }
    if (since === null) return { keys, isInPart: false }
    left -= ranked.total
    // As dense as the last window was, the next one should hold what is left and a little more.
    const growth = ranked.total === 0 ? 64 : Math.min(64, (1.3 * left) / ranked.total)
    spanMs = Math.max(spanMs * growth, spanMs)
    until = since
    since = reachesBack(since, spanMs) ? null : new Date(since.getTime() - spanMs)
  }
}

const HISTORY_MS = 400 * 86_400_000

function reachesBack(since: Date, spanMs: number): boolean {
  return spanMs > HISTORY_MS || since.getTime() < spanMs
}

type Window = { since: Date | null; until: Date; isFirst: boolean; rows: number }

async function rankWindow(tx: Tx, asked: Asked, window: Window): Promise<{ keys: RankedKey[]; total: number }> {
  const { where, tsquery, after } = asked
  const { rows } = await sql<{ total: number; keys: { id: ItemId; at: string; score: number }[] }>`
    with newest as materialized (
      select i.id, i.first_seen_at,
        ts_rank(${WEIGHTS}::float4[], i.search, ${tsquery}::tsquery, ${BY_LENGTH})::float8 as score
      from item i
      where ${where} and i.first_seen_at ${window.isFirst ? sql`<=` : sql`<`} ${window.until}
        and ${window.since === null ? sql`true` : sql`i.first_seen_at >= ${window.since}`}
      order by i.first_seen_at desc limit ${window.rows}
    ), best as (
      select id, first_seen_at, score from newest
      where ${after === null ? sql`true` : sql`(score, id) < (${after.score}::float8, ${after.id}::uuid)`}
      order by score desc, id desc limit ${asked.limit}
    )
    select (select count(*) from newest) as total,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'at', first_seen_at, 'score', score)) from best), '[]') as keys`.execute(
    tx,
  )
  const [row] = rows
  const keys = (row?.keys ?? []).map(({ id, at, score }) => ({ id, firstSeenAt: new Date(at), score }))
  return { keys, total: row?.total ?? 0 }
}

function mergeRanked(a: readonly RankedKey[], b: readonly RankedKey[], limit: number): RankedKey[] {
  return [...a, ...b].sort((x, y) => y.score - x.score || (x.id < y.id ? 1 : x.id > y.id ? -1 : 0)).slice(0, limit)
}
