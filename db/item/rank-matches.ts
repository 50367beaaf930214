import type { ItemId } from '@hub/core/ids.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Tx } from '../connect.ts'
import { findHorizon } from './ranking-horizon.ts'
import type { ItemKey } from './newest-matches.ts'
import { inTitle, rankingTiers, type RankingTier, titleVector } from './search-title.ts'

/** A stretch of time within one tier of the order: up to `before`, `spanMs` long. */
export type RankStep = { tier: number; before: Date; spanMs: number }
/** `step` is null where all matches are few, and ranked at once. */
export type RankedKey = ItemKey & { score: number; step: RankStep | null }
/** `rankedAmong` is null where every match was ranked, else how many of the newest were, about. */
export type Ranked = { keys: RankedKey[]; rankedAmong: number | null }

export type RankedSearch = {
  /** Every condition; the same with the words looked at row by row; and every one but the words. */
  where: RawBuilder<unknown>
  checked: RawBuilder<unknown>
  others: RawBuilder<unknown>
  tsquery: string
  /** The parts of the query, each of which must be met. */
  clauses: readonly string[]
  /** Only what was there at this moment is ranked, so that further pages continue one order. */
  until: Date
  after: { score: number; id: string; step: RankStep | null } | null
  limit: number
}

/** How much a word counts: elsewhere, plain title word, text, title. */
const WEIGHTS = '{0.1,0.2,0.35,1.0}'
/** Divides by the logarithm of the length: long texts hold every word. */
const BY_LENGTH = 1
/** The next stretch of a tier is longer by this, so that the ranked matches take few stretches. */
const STEP_GROWTH = 2

/**
 * The most relevant of the newest matches, best first. What meets every part of the query in its title comes first, then
 * what meets some there, then what meets all of it in its text. Within these tiers the newest thousand or so come before
 * older ones, and among those the score decides: each part that the title meets counts 1; what is left between 0 and 1
 * says how often, and how near to each other, the words stand in texts of like length.
 *
 * So the first page costs reading some thousand rows, and not 20,000, whatever is asked for.
 */
export async function rankMatches(tx: Tx, search: RankedSearch): Promise<Ranked> {
  const tiers = rankingTiers(search.clauses)
  const horizon = await findHorizon(tx, search, tiers)
  if (horizon === null) return { keys: await rankAll(tx, search), rankedAmong: null }
  const { since, rankedAmong, spansMs } = horizon
  const keys: RankedKey[] = []
  let after = search.after
  for (let index = after?.step?.tier ?? 0; index < tiers.length; index += 1) {
    const tier = tiers[index]
    let step: RankStep | null = after?.step ?? { tier: index, before: search.until, spanMs: spansMs[index] ?? 1 }
    while (tier && step) {
      const found = await rankStep(tx, { ...search, after, limit: search.limit - keys.length }, tier, step, since)
      keys.push(...found)
      if (keys.length >= search.limit) return { keys, rankedAmong }
      after = null
      step = nextStep(step, since)
    }
  }
  return { keys, rankedAmong }
}

function nextStep({ tier, before, spanMs }: RankStep, since: Date): RankStep | null {
  const next = new Date(before.getTime() - spanMs)
  return next <= since ? null : { tier, before: next, spanMs: spanMs * STEP_GROWTH }
}

async function rankStep(
  tx: Tx,
  search: RankedSearch,
  tier: RankingTier,
  step: RankStep,
  since: Date,
): Promise<RankedKey[]> {
  const from = new Date(Math.max(since.getTime(), step.before.getTime() - step.spanMs))
  const within = sql`i.first_seen_at > ${from} and i.first_seen_at <= ${step.before}`
  const conditions =
    tier.titleWords === null
      ? sql`${search.where} and ${within}`
      : sql`${tier.isWhole ? search.checked : search.where} and ${titleVector} @@ ${tier.titleWords}::tsquery and ${within}`
  const rows = await rank(tx, search, conditions, sql`score >= ${tier.scoreMin} and score < ${tier.scoreBelow}`)
  return rows.map((row) => ({ ...row, step }))
}

async function rankAll(tx: Tx, search: RankedSearch): Promise<RankedKey[]> {
  const rows = await rank(tx, search, sql`${search.where} and i.first_seen_at <= ${search.until}`, sql`true`)
  return rows.map((row) => ({ ...row, step: null }))
}

async function rank(
  tx: Tx,
  { tsquery, clauses, after, limit }: RankedSearch,
  conditions: RawBuilder<unknown>,
  ofTier: RawBuilder<unknown>,
): Promise<Omit<RankedKey, 'step'>[]> {
  const titles = sql.join(
    clauses.map((clause) => sql`(i.search @@ ${inTitle(clause)}::tsquery)::int`),
    sql` + `,
  )
  const { rows } = await sql<{ id: ItemId; firstSeenAt: Date; score: number }>`
    with matches as materialized (
      select i.id, i.first_seen_at,
        ${titles} + ts_rank(${WEIGHTS}::float4[], i.search, ${tsquery}::tsquery, ${BY_LENGTH})::float8 as score
      from item i where ${conditions}
    )
    select id, first_seen_at, score from matches
    where ${ofTier} and ${after === null ? sql`true` : sql`(score, id) < (${after.score}::float8, ${after.id}::uuid)`}
    order by score desc, id desc limit ${limit}`.execute(tx)
  return rows
}
