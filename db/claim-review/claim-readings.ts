import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import type { ItemId, SourceId } from '@hub/core/ids.ts'

import type { Db } from '../connect.ts'

/** A fact-checker's page that this worker alone may read until its claim runs out. */
export type ClaimedReading = {
  itemId: ItemId
  sourceId: SourceId
  url: string
  attempts: number
  /** What the source is written in, as far as people said so. */
  language: string | null
}

/** Only news is looked at: older pages were published before anybody asked for their reviews. */
const LOOK_BACK = '14 days'
/** Pages noted at once; a feed that begins with more gives the rest later. */
const NOTED_AT_ONCE = 500

/**
 * Notes the pages that fact-checking sources lately linked and that are to be read once, those with reviews from the feed itself as
 * read. A page counts from the day such a source was seen with it, whichever source brought it first. Only while an approved
 * profile that names the source is in force: nothing else is ever fetched.
 */
export async function noteReadings(db: Db, world: World, now: Date): Promise<number> {
  const { rows } = await sql<{ itemId: ItemId }>`
    insert into claim_review_reading (item_id, source_id, url, state, due_at, found, world, created_at)
    select i.id, s.id, i.url, case when r.found > 0 then 'done' else 'waiting' end, ${now}, nullif(r.found, 0), ${world}, ${now}
    from source s
    join item_sighting seen on seen.source_id = s.id and seen.seen_at > ${now}::timestamptz - ${LOOK_BACK}::interval
    join item i on i.id = seen.item_id and i.first_seen_at = seen.first_seen_at
    cross join lateral (select count(*)::int as found from claim_review c where c.item_id = i.id) r
    where s.world = ${world} and s.reads_claim_reviews and s.state = 'approved' and i.url is not null
      and not exists (select 1 from claim_review_reading known where known.item_id = i.id)
      and ${isWatched(now)}
    order by seen.seen_at desc limit ${NOTED_AT_ONCE}
    on conflict (item_id) do nothing
    returning item_id`.execute(db)
  return rows.length
}

/** Claims pages that are due, oldest first, at most one of a source, so that a site is asked for one page at a time. */
export async function claimReadings(
  db: Db,
  input: { world: World; now: Date; limit: number; claimForMs: number },
): Promise<ClaimedReading[]> {
  const { world, now, limit } = input
  const until = new Date(now.getTime() + input.claimForMs)
  const { rows } = await sql<ClaimedReading>`
    with due as (
      select r.item_id, r.source_id, r.due_at from claim_review_reading r join source s on s.id = r.source_id
      where r.world = ${world} and r.state = 'waiting' and r.due_at <= ${now} and (r.claimed_until is null or r.claimed_until <= ${now})
        and s.reads_claim_reviews and s.state = 'approved' and ${isWatched(now)}
        and not exists (select 1 from claim_review_reading busy where busy.source_id = r.source_id and busy.claimed_until > ${now})
      order by r.due_at limit ${limit * 20}
      for update of r skip locked
    ), chosen as (
      select item_id from (
        select item_id, due_at, row_number() over (partition by source_id order by due_at, item_id) as turn from due) turns
      where turn = 1 order by due_at limit ${limit}
    )
    update claim_review_reading r set claimed_until = ${until}, attempts = r.attempts + 1
    from chosen, source s where r.item_id = chosen.item_id and s.id = r.source_id
    returning r.item_id, r.source_id, r.url, r.attempts, s.language`.execute(db)
  return rows
}

function isWatched(now: Date) {
  return sql`exists (
    select 1 from watch_profile_source ps join watch_profile p on p.id = ps.profile_id
    where ps.source_id = s.id and p.state = 'approved' and p.starts_at <= ${now} and p.ends_at > ${now})`
}
