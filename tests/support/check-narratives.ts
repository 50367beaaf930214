import type { Db } from '@hub/db/connect.ts'
import { sql } from 'kysely'

/**
 * What is wrong with the counts of narratives, as sentences: every narrative's hours, publishers, span and languages must be
 * those of the items that stand in it, and no item may stand in one that was merged away. For data nothing was deleted from.
 */
export async function findMiscounts(db: Db): Promise<string[]> {
  const { rows } = await sql<{ wrong: string }>`
    with standing as (
      select a.narrative_id, a.item_id, i.event_at, i.publisher_id, i.language, d.copy_of, date_trunc('hour', i.event_at, 'UTC') as hour
      from item_assignment a
      join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
      join narrative_item d on d.item_id = a.item_id and d.first_seen_at = a.first_seen_at
    ), counted as (
      select narrative_id, count(*)::int as items, min(event_at) as first_at, max(event_at) as last_at,
        array_agg(distinct language order by language) as languages,
        count(distinct publisher_id) filter (where copy_of is null)::int as publishers
      from standing group by 1
    ), hours as (
      select narrative_id, hour, count(*)::int as items, count(copy_of)::int as copies,
        coalesce(array_agg(distinct publisher_id order by publisher_id) filter (where copy_of is null), '{}') as ids
      from standing group by 1, 2
    ), publishers as (
      select narrative_id, publisher_id, (count(*) filter (where copy_of is null))::int as items, min(event_at) as first_at
      from standing group by 1, 2
    )
    select 'items of ' || n.title || ': ' || n.item_count || ', really ' || coalesce(c.items, 0) as wrong
    from narrative n left join counted c on c.narrative_id = n.id where n.item_count <> coalesce(c.items, 0)
    union all select 'merged, yet holds items: ' || n.title from narrative n join counted c on c.narrative_id = n.id where n.state = 'merged'
    union all select 'merged into one that was merged: ' || n.title from narrative n join narrative m on m.id = n.merged_into where m.state = 'merged'
    union all select 'state and address differ: ' || n.title from narrative n where (n.state = 'merged') <> (n.merged_into is not null)
    union all select 'publishers of ' || n.title || ': ' || n.publisher_count || ', really ' || c.publishers
    from narrative n join counted c on c.narrative_id = n.id where n.publisher_count <> c.publishers
    union all select 'span of ' || n.title from narrative n join counted c on c.narrative_id = n.id
    where n.first_item_at <> c.first_at or n.last_item_at <> c.last_at
    union all select 'languages of ' || n.title from narrative n join counted c on c.narrative_id = n.id where n.languages <> c.languages
    union all select 'hour ' || coalesce(h.hour, r.hour) || ' of ' || coalesce(h.narrative_id, r.narrative_id)
    from narrative_hour h full join hours r on r.narrative_id = h.narrative_id and r.hour = h.hour
    where h.item_count is distinct from r.items or h.copy_count is distinct from r.copies
      or (select array_agg(id order by id) from unnest(h.publisher_ids) id) is distinct from nullif(r.ids, '{}')
    union all select 'publisher of ' || coalesce(p.narrative_id, r.narrative_id)
    from narrative_publisher p full join publishers r on r.narrative_id = p.narrative_id and r.publisher_id = p.publisher_id
    where p.item_count is distinct from r.items or p.first_at is distinct from r.first_at`.execute(db)
  return rows.map(({ wrong }) => wrong)
}

/** Where everything stands, for comparison: two equal answers are the same state as far as people can see. */
export async function describePlaces(db: Db) {
  const narratives = await db
    .selectFrom('narrative')
    .select([
      'id',
      'title',
      'titleSource',
      'state',
      'mergedInto',
      'dismissedReason',
      'severity',
      'itemCount',
      'publisherCount',
      'languages',
      'firstItemAt',
      'lastItemAt',
    ])
    .orderBy('id')
    .execute()
  const items = await db
    .selectFrom('itemAssignment')
    .select(['itemId', 'narrativeId', 'status'])
    .orderBy('itemId')
    .execute()
  const cases = await db
    .selectFrom('caseNarrative')
    .select(['caseId', 'narrativeId', 'linkedBy', 'linkedAt'])
    .orderBy('caseId')
    .orderBy('narrativeId')
    .execute()
  const signals = await db.selectFrom('signal').select(['id', 'narrativeId']).orderBy('id').execute()
  return { narratives, items, cases, signals }
}
