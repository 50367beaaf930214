import { sql } from 'kysely'

import type { EngineEvent } from '@hub/core/narrative/engine-types.ts'

import type { Write } from '../write.ts'

/**
 * Makes one narrative part of another: its items, hours, publishers, signals and cases move, its page leads to the
 * survivor. Publishers of an hour are a set, so their counts do not add up and the ids are united.
 */
export async function applyMerges(w: Write, merges: readonly EngineEvent[]): Promise<void> {
  for (const { from, into } of merges) await mergeNarrative(w, from, into)
}

async function mergeNarrative(w: Write, from: string, into: string): Promise<void> {
  const { now } = w.by
  await sql`update item_assignment set narrative_id = ${into} where narrative_id = ${from}`.execute(w.tx)
  await sql`
    with moved as (delete from narrative_publisher where narrative_id = ${from} returning *)
    insert into narrative_publisher (narrative_id, publisher_id, first_at, item_count)
    select ${into}::uuid, publisher_id, first_at, item_count from moved
    on conflict (narrative_id, publisher_id) do update set
      first_at = least(narrative_publisher.first_at, excluded.first_at),
      item_count = narrative_publisher.item_count + excluded.item_count`.execute(w.tx)
  await sql`
    with moved as (delete from narrative_hour where narrative_id = ${from} returning *)
    insert into narrative_hour (narrative_id, hour, item_count, copy_count, publisher_ids)
    select ${into}::uuid, hour, item_count, copy_count, publisher_ids from moved
    on conflict (narrative_id, hour) do update set
      item_count = narrative_hour.item_count + excluded.item_count,
      copy_count = narrative_hour.copy_count + excluded.copy_count,
      publisher_ids = array(select distinct unnest(narrative_hour.publisher_ids || excluded.publisher_ids) order by 1)`.execute(
    w.tx,
  )
  await sql`
    update narrative n set
      item_count = n.item_count + f.item_count,
      first_item_at = least(n.first_item_at, f.first_item_at),
      last_item_at = greatest(n.last_item_at, f.last_item_at),
      languages = array(select distinct unnest(n.languages || f.languages) order by 1),
      publisher_count = (select count(*) from narrative_publisher p where p.narrative_id = n.id and p.item_count > 0),
      row_version = n.row_version + 1, updated_at = ${now}
    from narrative f where n.id = ${into} and f.id = ${from}`.execute(w.tx)
  await moveWork(w, from, into)
  await sql`update narrative set merged_into = ${into} where merged_into = ${from}`.execute(w.tx)
  const { rows } = await sql<{ rowVersion: number }>`
    update narrative set state = 'merged', merged_into = ${into}, item_count = 0, publisher_count = 0, row_version = row_version + 1, updated_at = ${now}
    where id = ${from} returning row_version`.execute(w.tx)
  await w.live({ noun: 'narrative', id: from, version: rows[0]?.rowVersion ?? 1 })
}

/** What people and rules already hang on the narrative goes with it: a case on it rests on the survivor from now on. */
async function moveWork(w: Write, from: string, into: string): Promise<void> {
  await sql`
    with moved as (delete from case_narrative where narrative_id = ${from} returning *)
    insert into case_narrative (case_id, narrative_id, linked_by, linked_at)
    select case_id, ${into}::uuid, linked_by, linked_at from moved
    on conflict (case_id, narrative_id) do nothing`.execute(w.tx)
  await sql`update delivery set narrative_id = ${into} where narrative_id = ${from}`.execute(w.tx)
  await sql`update alert set narrative_id = ${into} where narrative_id = ${from}`.execute(w.tx)
  await sql`update signal set narrative_id = ${into} where narrative_id = ${from}`.execute(w.tx)
}
