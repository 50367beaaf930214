import { type RawBuilder, sql } from 'kysely'

export const NARRATIVE_SORTS = ['emergence', 'growth', 'reach', 'newest'] as const
export type NarrativeSort = (typeof NARRATIVE_SORTS)[number]

/** Rankings by movement look at what had an item in this time; the rest has not moved. */
export const MOVEMENT_DAYS = 7

/**
 * The number a list of narratives (table alias `n`) is ranked by, highest first, as it stood `at` a moment.
 * - `newest`: the time of its first item. `reach`: its publishers.
 * - `growth`: items of the last six hours against the usual six of the 42 before, both plus one.
 * - `emergence`: urgency of its most urgent signal of the last 48 hours, then how recent that is; without one, its growth.
 */
export function rankNarratives(sort: NarrativeSort, at: Date): RawBuilder<number> {
  if (sort === 'newest') return sql`extract(epoch from n.first_item_at)::float8`
  if (sort === 'reach') return sql`n.publisher_count::float8`
  if (sort === 'growth') return growth(at)
  return sql`coalesce((
    select (case s.severity when 'S1' then 4 when 'S2' then 3 when 'S3' then 2 else 1 end) * 1e11::float8
      + extract(epoch from s.detected_at)::float8
    from signal s where s.narrative_id = n.id and s.detected_at between ${at}::timestamptz - interval '48 hours' and ${at}
    order by s.severity, s.detected_at desc limit 1), ${growth(at)})`
}

function growth(at: Date): RawBuilder<number> {
  const hour = sql`date_trunc('hour', ${at}::timestamptz)`
  return sql`(case when n.last_item_at < ${at}::timestamptz - interval '48 hours' then 0 else (
    select (1 + coalesce(sum(h.item_count) filter (where h.hour > ${hour} - interval '6 hours'), 0))::float8
      / (1 + coalesce(sum(h.item_count) filter (where h.hour <= ${hour} - interval '6 hours'), 0)::float8 / 7)
    from narrative_hour h
    where h.narrative_id = n.id and h.hour > ${hour} - interval '48 hours' and h.hour <= ${at}) end)`
}
