import { sql } from 'kysely'

import type { NarrativeId } from '@hub/core/ids.ts'
import type { NarrativeRemains } from '@hub/core/narrative/engine-types.ts'
import { tellTerms } from '@hub/core/narrative/tell-terms.ts'

import type { Reader } from '../connect.ts'

/** Enough to tell a story by, few enough to be read while its shard waits. */
const ITEMS_READ = 32
const CHARACTERS_READ = 4_000

type Standing = Pick<NarrativeRemains, 'formerIds' | 'items' | 'firstAtMs' | 'lastAtMs'> & {
  narrativeId: NarrativeId
  texts: { title: string; text: string; language: string }[]
}

/**
 * What narratives are made of in one shard, for an engine that holds their items no more. The words are those of the newest
 * items; a copy says nothing that its original does not say.
 */
export async function listRemains(db: Reader, shard: string, ids: readonly NarrativeId[]): Promise<NarrativeRemains[]> {
  const { rows } = await sql<Standing>`
    select n.id as narrative_id,
      (select coalesce(array_agg(f.id order by f.id), '{}') from narrative f where f.merged_into = n.id) as former_ids,
      counted.items, counted.first_at_ms, counted.last_at_ms, coalesce(newest.texts, '[]') as texts
    from unnest(${[...ids]}::uuid[]) with ordinality as n(id, place)
    cross join lateral (
      select count(*)::int as items,
        coalesce((extract(epoch from min(i.event_at)) * 1000)::bigint, 0) as first_at_ms,
        coalesce((extract(epoch from max(i.event_at)) * 1000)::bigint, 0) as last_at_ms
      from item_assignment a join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
      where a.narrative_id = n.id and a.shard = ${shard}) counted
    cross join lateral (
      select jsonb_agg(jsonb_build_object('title', t.title, 'text', t.text, 'language', t.language) order by t.shard_seq) as texts
      from (
        select i.title, left(i.text, ${CHARACTERS_READ}) as text, i.language, a.shard_seq
        from item_assignment a
        join narrative_item d on d.item_id = a.item_id and d.first_seen_at = a.first_seen_at and d.copy_of is null
        join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
        where a.narrative_id = n.id and a.shard = ${shard}
        order by a.shard_seq desc limit ${ITEMS_READ}) t) newest
    order by n.place`.execute(db)
  return rows.map(({ narrativeId, texts, ...standing }) => ({ id: narrativeId, ...standing, terms: tellTerms(texts) }))
}
