import { type Kysely, sql } from 'kysely'

/** A source's rhythm and proposer stand in its row, so that lists of many thousand need not look at items. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table source add column usual_gap_ms bigint, add column proposed_by text`,
  `create index source_by_publisher on source (publisher_id)`,
  `update source set usual_gap_ms = known.gap_ms from (
     select source_id, (percentile_disc(0.5) within group (order by gap))::bigint * 60000 as gap_ms from (
       select source_id, minute - lag(minute) over (partition by source_id order by minute) as gap from (
         select distinct s.id as source_id, floor(extract(epoch from recent.event_at) / 60)::bigint as minute from source s
         cross join lateral (select event_at from item where source_id = s.id order by first_seen_at desc limit 40) recent
       ) minutes
     ) gaps where gap is not null group by source_id having count(*) >= 3
   ) known where known.source_id = source.id`,
]
