import { sql } from 'kysely'

import type { ItemId, NarrativeId } from '@hub/core/ids.ts'

import { markRuledNarrative } from '../claim-match/mark-looks.ts'
import type { NewRow, Row } from '../schema.ts'
import { noteAppearances } from '../signal/note-appearances.ts'
import type { Write } from '../write.ts'
import { addCounts } from './add-counts.ts'
import { ITEM_HOUR, type Tally } from './tally.ts'

/** Makes items that stand in one narrative stand in another, and everything counted of them with them. */
export async function shiftItems(
  w: Write,
  source: NarrativeId,
  target: NarrativeId,
  itemIds: readonly ItemId[],
  tally: Tally,
): Promise<void> {
  await sql`update item_assignment set narrative_id = ${target} where narrative_id = ${source} and item_id = any(${[...itemIds]}::uuid[])`.execute(
    w.tx,
  )
  // Where they were seen is nothing new to their narrative.
  await noteAppearances(w, { itemIds })
  await takeHours(w, source, tally)
  await takePublishers(w, source, tally)
  const ofTarget = <Count>(counts: readonly Count[]) => counts.map((count) => ({ ...count, narrativeId: target }))
  await addCounts(w, { hours: ofTarget(tally.hours), publishers: ofTarget(tally.publishers) })
  await sql`
    update narrative set
      item_count = greatest(0, item_count + case when id = ${target} then ${tally.items}::int else -${tally.items}::int end),
      items_deleted = greatest(0, items_deleted + case when id = ${target} then ${tally.deleted}::int else -${tally.deleted}::int end)
    where id in (${source}, ${target})`.execute(w.tx)
}

/** A publisher stays in an hour that an item of its own is left in, or that one retention deleted accounts for. */
async function takeHours(w: Write, source: NarrativeId, { hours }: Tally): Promise<void> {
  await sql`
    with gone as (
      select * from jsonb_to_recordset(${JSON.stringify(hours)}::jsonb) as r(hour timestamptz, items int, copies int, "publisherIds" uuid[])
    ), kept as materialized (
      select ${ITEM_HOUR} as hour, array_agg(distinct i.publisher_id) as ids
      from item_assignment a
      join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
      join narrative_item d on d.item_id = a.item_id and d.first_seen_at = a.first_seen_at and d.copy_of is null
      where a.narrative_id = ${source} group by 1
    )
    update narrative_hour h set
      item_count = greatest(0, h.item_count - gone.items),
      copy_count = greatest(0, h.copy_count - gone.copies),
      publisher_ids = array(
        select id from unnest(h.publisher_ids) as id where id <> all(coalesce(gone."publisherIds", '{}'))
        union select unnest((select ids from kept where kept.hour = h.hour)) order by 1)
    from gone where h.narrative_id = ${source} and h.hour = gone.hour`.execute(w.tx)
  await sql`delete from narrative_hour where narrative_id = ${source} and item_count = 0`.execute(w.tx)
}

/** A publisher is listed while an item of its own, one that was deleted, or a copy is left. */
async function takePublishers(w: Write, source: NarrativeId, { publishers }: Tally): Promise<void> {
  const { rows: spent } = await sql<{ publisherId: string }>`
    with gone as (
      select * from jsonb_to_recordset(${JSON.stringify(publishers)}::jsonb) as r("publisherId" uuid, items int, "firstAt" timestamptz)
    ), kept as materialized (
      select i.publisher_id, min(i.event_at) as first_at
      from item_assignment a join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
      where a.narrative_id = ${source} group by 1
    ), less as (
      update narrative_publisher p set
        item_count = greatest(0, p.item_count - gone.items),
        first_at = case when p.first_at >= gone."firstAt" then coalesce((select kept.first_at from kept where kept.publisher_id = p.publisher_id), p.first_at)
          else p.first_at end
      from gone where p.narrative_id = ${source} and p.publisher_id = gone."publisherId"
      returning p.publisher_id, p.item_count
    )
    select publisher_id from less where item_count = 0 and publisher_id not in (select publisher_id from kept)`.execute(
    w.tx,
  )
  const ids = spent.map(({ publisherId }) => publisherId)
  await sql`delete from narrative_publisher where narrative_id = ${source} and publisher_id = any(${ids}::uuid[])`.execute(
    w.tx,
  )
}

/**
 * Brings span, languages and publisher count of a narrative in line with its items after some came or went, writes further
 * changes along, raises its version and tells open pages. What it could share with others is read anew, and fact-checks are
 * looked for again. What retention deleted keeps
 * counting in span and languages.
 */
export async function settleNarrative(
  w: Write,
  narrativeId: NarrativeId,
  change: Partial<NewRow<'narrative'>> = {},
): Promise<Row<'narrative'>> {
  await sql`
    update narrative n set
      first_item_at = case when n.items_deleted > 0 then least(n.first_item_at, kept.first_at) else coalesce(kept.first_at, n.first_item_at) end,
      last_item_at = case when n.items_deleted > 0 then greatest(n.last_item_at, kept.last_at) else coalesce(kept.last_at, n.last_item_at) end,
      languages = case when kept.languages is null then n.languages
        when n.items_deleted > 0 then array(select distinct unnest(n.languages || kept.languages) order by 1) else kept.languages end,
      publisher_count = (select count(*) from narrative_publisher p where p.narrative_id = n.id and p.item_count > 0)
    from (
      select min(i.event_at) as first_at, max(i.event_at) as last_at, array_agg(distinct i.language order by i.language) as languages
      from item_assignment a join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
      where a.narrative_id = ${narrativeId}) kept
    where n.id = ${narrativeId}`.execute(w.tx)
  const settled = await w.tx
    .updateTable('narrative')
    .set((eb) => ({ featuredItems: 0, ...change, rowVersion: eb('rowVersion', '+', 1), updatedAt: w.by.now }))
    .where('id', '=', narrativeId)
    .returningAll()
    .executeTakeFirstOrThrow()
  await markRuledNarrative(w, narrativeId)
  await w.live({ noun: 'narrative', id: narrativeId, version: settled.rowVersion })
  return settled
}
