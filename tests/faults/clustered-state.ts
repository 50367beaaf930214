import type { Db } from '@hub/db/connect.ts'
import { sql } from 'kysely'

/** Everything that clustering wrote, in order: where it was stored twice, or by two owners, it stands here twice. */
export async function describeClustered(db: Db) {
  const read = async (query: ReturnType<typeof sql<Record<string, unknown>>>) => (await query.execute(db)).rows
  return {
    pending: await read(sql`select item_id from item_pending`),
    shards: await read(sql`select shard, next_seq from engine_shard order by shard`),
    assignments: await read(sql`
      select shard, shard_seq, item_id, narrative_id, assigned_at from item_assignment order by shard, shard_seq`),
    reasons: await read(sql`
      select item_id, narrative_id, is_new, copy_of, score, threshold, parts, terms, neighbours, alternatives, events
      from narrative_item order by item_id`),
    narratives: await read(sql`
      select id, shard, state, merged_into, item_count, publisher_count, languages, key_terms, first_item_at, last_item_at, row_version
      from narrative order by id`),
    hours: await read(sql`
      select narrative_id, hour, item_count, copy_count, publisher_ids from narrative_hour order by narrative_id, hour`),
    publishers: await read(sql`
      select narrative_id, publisher_id, first_at, item_count from narrative_publisher order by narrative_id, publisher_id`),
    audit: await read(sql`
      select details->>'shard' as shard, (details->>'fromSeq')::int as from_seq, (details->>'toSeq')::int as to_seq
      from audit_event where action = 'items.cluster' order by 1, 2`),
    outbox: await read(sql`
      select idempotency_key from outbox where topic = 'detect-signals' order by aggregate_id, aggregate_version`),
  }
}
