import { sql } from 'kysely'

import type { Write } from '../write.ts'

/** What items bring to one hour of a narrative; times as dates or as ISO text. */
export type HourCount = {
  narrativeId: string
  hour: Date | string
  items: number
  copies: number
  publisherIds: readonly string[]
}

/** What items bring to one publisher of a narrative; a copy adds none, but its publisher is listed. */
export type PublisherCount = { narrativeId: string; publisherId: string; items: number; firstAt: Date | string }

/** Adds items to the hours and publishers of their narratives. Publishers of an hour are a set: their counts do not add up. */
export async function addCounts(
  w: Write,
  { hours, publishers }: { hours: readonly HourCount[]; publishers: readonly PublisherCount[] },
): Promise<void> {
  await sql`
    insert into narrative_hour (narrative_id, hour, item_count, copy_count, publisher_ids)
    select r."narrativeId", r.hour, r.items, r.copies, r."publisherIds"
    from jsonb_to_recordset(${JSON.stringify(hours)}::jsonb) as r("narrativeId" uuid, hour timestamptz, items int, copies int, "publisherIds" uuid[])
    on conflict (narrative_id, hour) do update set
      item_count = narrative_hour.item_count + excluded.item_count,
      copy_count = narrative_hour.copy_count + excluded.copy_count,
      publisher_ids = array(select distinct unnest(narrative_hour.publisher_ids || excluded.publisher_ids) order by 1)`.execute(
    w.tx,
  )
  await sql`
    insert into narrative_publisher (narrative_id, publisher_id, first_at, item_count)
    select r."narrativeId", r."publisherId", r."firstAt", r.items
    from jsonb_to_recordset(${JSON.stringify(publishers)}::jsonb) as r("narrativeId" uuid, "publisherId" uuid, "firstAt" timestamptz, items int)
    on conflict (narrative_id, publisher_id) do update set
      first_at = least(narrative_publisher.first_at, excluded.first_at),
      item_count = narrative_publisher.item_count + excluded.item_count`.execute(w.tx)
}
