import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import type { NarrativeId } from '@hub/core/ids.ts'
import type { ViewedNarrative, ViewItem } from '@hub/core/match/choose-views.ts'
import type { NarrativeProfile } from '@hub/core/match/shortlist-narratives.ts'

import type { Reader } from '../connect.ts'

/** A narrative that is to be looked at, with the items to ask with, newest first. */
export type DueLook = {
  narrativeId: NarrativeId
  marks: number
  items: number
  narrative: ViewedNarrative
  views: ViewItem[]
}

/** Enough to find central ones among, few enough to read at once. */
const ITEMS_READ = 40
const CHARACTERS_READ = 8_000
/** A new review is matched against narratives that were alive this lately, and against those of cases. */
const ALIVE_DAYS = 30

type LookRow = Omit<DueLook, 'narrative' | 'views'> & ViewedNarrative
type ItemRow = ViewItem & { narrativeId: string }

/**
 * The narratives that wait longest for a look. Copies, items for named people's eyes only and fact-checkers' own pages are not
 * asked with: a review always fits its own page, and that says nothing of a narrative.
 */
export async function listDueLooks(db: Reader, world: World, limit: number): Promise<DueLook[]> {
  const { rows } = await sql<LookRow>`
    select l.narrative_id, l.marks, n.item_count as items, n.title, n.language,
      coalesce((select array_agg(t.term order by t.weight desc, t.term)
        from jsonb_to_recordset(n.key_terms) as t(term text, weight float8)), '{}') as terms
    from claim_match_look l join narrative n on n.id = l.narrative_id
    where l.world = ${world} and l.due_since is not null
    order by l.due_since, l.narrative_id limit ${limit}`.execute(db)
  if (rows.length === 0) return []
  const items = await listViewItems(
    db,
    rows.map(({ narrativeId }) => narrativeId),
  )
  return rows.map(({ title, language, terms, ...look }) => ({
    ...look,
    narrative: { title, language, terms },
    views: items.get(look.narrativeId) ?? [],
  }))
}

async function listViewItems(db: Reader, ids: readonly NarrativeId[]): Promise<Map<string, ViewItem[]>> {
  const { rows } = await sql<ItemRow>`
    select a.narrative_id, i.id, i.title, left(i.text, ${CHARACTERS_READ}) as text, i.language,
      coalesce((d.parts->>'centroid')::float8, 0) as centrality
    from unnest(${[...ids]}::uuid[]) as n(id)
    cross join lateral (
      select item_id, first_seen_at, narrative_id, shard_seq from item_assignment
      where narrative_id = n.id order by shard_seq desc limit ${ITEMS_READ}) a
    join narrative_item d on d.item_id = a.item_id and d.first_seen_at = a.first_seen_at and d.copy_of is null
    join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at and i.tlp <> 'RED'
    where not exists (select 1 from claim_review c where c.item_id = i.id)
    order by a.narrative_id, a.shard_seq desc`.execute(db)
  const items = new Map<string, ViewItem[]>()
  for (const { narrativeId, ...item } of rows) items.set(narrativeId, [...(items.get(narrativeId) ?? []), item])
  return items
}

/** A page of the narratives that new reviews are held against, by id. */
export async function listProfiles(
  db: Reader,
  input: { world: World; now: Date; after: string | null; limit: number },
): Promise<NarrativeProfile[]> {
  const { world, now, after, limit } = input
  const { rows } = await sql<NarrativeProfile>`
    select n.id, n.title, n.language,
      coalesce((select array_agg(t.term) from jsonb_to_recordset(n.key_terms) as t(term text)), '{}') as terms
    from narrative n
    where n.world = ${world} and n.state in ('emerging', 'confirmed', 'dormant') and n.tlp <> 'RED'
      ${after === null ? sql`` : sql`and n.id > ${after}::uuid`}
      and (n.last_item_at > ${now}::timestamptz - make_interval(days => ${ALIVE_DAYS})
        or exists (select 1 from case_narrative k where k.narrative_id = n.id))
    order by n.id limit ${limit}`.execute(db)
  return rows
}
