import type { Tlp, World } from '@hub/core/access/role.ts'
import type { NarrativeId } from '@hub/core/ids.ts'
import { POLLED_SOURCE_KINDS } from '@hub/core/source/source.ts'
import { sql } from 'kysely'

import type { Reader } from '../connect.ts'

export type UnembeddedNarrative = {
  id: NarrativeId
  title: string
  terms: string[]
  itemCount: number
  isHandedIn: boolean
}

const MIN_ITEMS = 3
const RECENT_DAYS = 30
const GROWTH = 1.25
const STALE_HOURS = 1
const NEWEST = 500

/**
 * Narratives that want a vector of this model: active in the last 30 days, with three items or more, labelled as one of
 * `labels`, with an item that may be sent, and without a vector, or grown by a quarter
 * or changed for an hour since. Newest first. `isHandedIn` tells that its
 * title and terms may come from words that people or systems handed in, or from items of another label; a title that a
 * person wrote is left empty.
 */
export async function listUnembedded(
  db: Reader,
  input: { world: World; model: string; labels: readonly Tlp[]; now: Date; limit: number },
): Promise<UnembeddedNarrative[]> {
  const { world, model, labels, now, limit } = input
  const allowed = sql`any(${[...labels]}::text[])`
  const { rows } = await sql<UnembeddedNarrative>`
    select n.id, case when n.title_source = 'machine' then n.title else '' end as title, n.item_count, said.handed_in > 0 as is_handed_in,
      array(select term->>'term' from jsonb_array_elements(n.key_terms) term) as terms
    from narrative n
    left join narrative_embedding e on e.narrative_id = n.id and e.model = ${model}
    cross join lateral (
      select count(*) filter (where ok.is_sendable) as sendable, count(*) filter (where not ok.is_sendable) as handed_in
      from (
        select item_id, first_seen_at from item_assignment where narrative_id = n.id
        order by first_seen_at desc, item_id desc limit ${NEWEST}
      ) a
      join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
      join source s on s.id = i.source_id
      cross join lateral (
        select s.kind = any(${[...POLLED_SOURCE_KINDS]}::text[]) and i.tlp = ${allowed} and s.tlp = ${allowed} as is_sendable
      ) ok
    ) said
    where n.world = ${world} and n.tlp = ${allowed} and n.state not in ('merged','dismissed')
      and n.item_count - n.items_deleted >= ${MIN_ITEMS}
      and n.last_item_at > ${now}::timestamptz - make_interval(days => ${RECENT_DAYS})
      and (e.narrative_id is null or n.item_count > e.item_count * ${GROWTH}::float8
        or (n.item_count <> e.item_count and e.embedded_at < ${now}::timestamptz - make_interval(hours => ${STALE_HOURS})))
      and said.sendable > 0
    order by n.last_item_at desc, n.id limit ${limit}`.execute(db)
  return rows
}
