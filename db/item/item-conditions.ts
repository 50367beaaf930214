import type { ItemFilter } from '@hub/core/item/item-search.ts'
import type { Scope } from '@hub/core/access/scope.ts'
import { type RawBuilder, sql } from 'kysely'

import type { LanguagePart } from './build-search-words.ts'

/** A search as conditions on `item i`: who may see it, its words, and every filter. */
export function itemConditions(scope: Scope, filter: ItemFilter, words: readonly LanguagePart[]): RawBuilder<unknown> {
  return conditionsOf(scope, filter, words, (tsquery) => sql`i.search @@ ${tsquery}::tsquery`)
}

/**
 * The same conditions, for rows that another index finds: the words are looked at in each row. As the operator's own
 * function they look to the planner like no index search, which it would add although it excludes next to nothing.
 */
export function checkedItemConditions(
  scope: Scope,
  filter: ItemFilter,
  words: readonly LanguagePart[],
): RawBuilder<unknown> {
  return conditionsOf(scope, filter, words, (tsquery) => sql`ts_match_vq(i.search, ${tsquery}::tsquery)`)
}

type Matching = (tsquery: string) => RawBuilder<unknown>

function conditionsOf(
  scope: Scope,
  filter: ItemFilter,
  words: readonly LanguagePart[],
  matching: Matching,
): RawBuilder<unknown> {
  const conditions = [sql`i.world = ${scope.world}`]
  if (!scope.mayReadRed) conditions.push(sql`i.tlp <> 'RED'`)
  if (words.length > 0)
    conditions.push(
      sql`(${sql.join(
        words.map((part) => wordCondition(part, matching)),
        sql` or `,
      )})`,
    )
  if (filter.sourceId) conditions.push(sql`i.source_id = ${filter.sourceId}`)
  if (filter.publisherId) conditions.push(sql`i.publisher_id = ${filter.publisherId}`)
  if (filter.language) conditions.push(sql`i.language = ${filter.language}`)
  if (filter.kind) conditions.push(sql`i.source_id in (select id from source where kind = ${filter.kind})`)
  if (filter.profileId) conditions.push(profileCondition(filter.profileId))
  if (filter.narrativeId) {
    conditions.push(sql`(i.id, i.first_seen_at) in (
      select item_id, first_seen_at from item_assignment where narrative_id = ${filter.narrativeId})`)
  }
  if (filter.state) conditions.push(stateCondition(filter.state))
  if (filter.since) conditions.push(sql`i.first_seen_at >= ${new Date(filter.since)}`)
  if (filter.until) conditions.push(sql`i.first_seen_at < ${new Date(filter.until)}`)
  return sql.join(conditions, sql` and `)
}

function wordCondition({ languages, tsquery }: LanguagePart, matching: Matching): RawBuilder<unknown> {
  const matches = matching(tsquery)
  return languages === null ? matches : sql`(i.language = any(${languages}::text[]) and ${matches})`
}

/** Items of the sources that a profile names, of its languages, and matched by its terms where it has any. */
function profileCondition(profileId: string): RawBuilder<unknown> {
  return sql`i.source_id in (select source_id from watch_profile_source where profile_id = ${profileId})
    and exists (select 1 from watch_profile w where w.id = ${profileId}
      and (w.terms = '[]' or i.matched_terms && array(select jsonb_array_elements_text(w.terms)))
      and (w.languages = '{}' or i.language = any(w.languages) or i.language = 'und'))`
}

function stateCondition(state: NonNullable<ItemFilter['state']>): RawBuilder<unknown> {
  // What no engine has placed yet waits in its queue.
  if (state === 'ungrouped') return sql`i.id in (select item_id from item_pending)`
  if (state === 'grouped') return sql`exists (select 1 from item_assignment a where a.item_id = i.id)`
  return sql`exists (select 1 from item_assignment a join narrative n on n.id = a.narrative_id
    where a.item_id = i.id and n.state = ${state})`
}
