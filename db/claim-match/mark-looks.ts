import { type RawBuilder, sql } from 'kysely'

import { type ClaimReviewId, type NarrativeId, narrativeIdSchema } from '@hub/core/ids.ts'

import type { Db } from '../connect.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import type { ReviewChange } from './review-changes.ts'

/** A narrative is looked at again once it has grown by half, so the looks at one are few however large it becomes. */
const GROWTH = 1.5

/**
 * Marks the narratives that a shard's next assignments let grow as due for a look. How far it read is a cursor over assignment
 * numbers, moved in the same transaction. Returns how many assignments it read: 0 when there are no more.
 */
export async function markGrownNarratives(db: Db, by: WriteBy, shard: string, limit: number): Promise<number> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    w.unchanged()
    const { world } = by.actor
    const cursor = await lockCursor(w, shard)
    const { rows } = await sql<{ upTo: number | null; assignments: number }>`
      select max(shard_seq) as up_to, count(*) as assignments from (
        select shard_seq from item_assignment where world = ${world} and shard = ${shard} and shard_seq > ${cursor}
        order by shard_seq limit ${limit}) next`.execute(w.tx)
    const { upTo, assignments } = rows[0] ?? { upTo: null, assignments: 0 }
    if (upTo === null) return 0
    await mark(
      w,
      sql`n.id in (select narrative_id from item_assignment
        where world = ${world} and shard = ${shard} and shard_seq > ${cursor} and shard_seq <= ${upTo})`,
      true,
    )
    await sql`update hub_setting set value = ${JSON.stringify({ shardSeq: upTo })}::jsonb, updated_at = ${by.now} where key = ${cursorKey(w, shard)}`.execute(
      w.tx,
    )
    return assignments
  })
}

/** Marks the narratives that changed reviews may concern as due, and takes the changes as dealt with, in one transaction. */
export async function finishReviewChanges(
  db: Db,
  by: WriteBy,
  changes: readonly ReviewChange[],
  narrativeIds: readonly string[],
): Promise<void> {
  await write(db, by, async (w) => {
    await w.require('pipeline.run')
    w.unchanged()
    const ids = narrativeIds.map((id): NarrativeId => narrativeIdSchema.parse(id))
    if (ids.length > 0) await mark(w, sql`n.id = any(${ids}::uuid[])`, false)
    const done = changes.map(({ id, version }): { id: ClaimReviewId; version: number } => ({ id, version }))
    await sql`
      delete from claim_review_change c
      using jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as d(id uuid, version bigint)
      where c.claim_review_id = d.id and c.version = d.version`.execute(w.tx)
  })
}

/** Marks a narrative whose items a person moved, inside the caller's transaction; nothing in a world without matching. */
export async function markRuledNarrative(w: Write, narrativeId: NarrativeId): Promise<void> {
  const key = `match:${w.by.actor.world}`
  await mark(w, sql`n.id = ${narrativeId} and exists (select 1 from hub_setting where key = ${key})`, false)
}

async function mark(w: Write, which: RawBuilder<unknown>, onlyGrown: boolean): Promise<void> {
  const { world } = w.by.actor
  await sql`
    insert into claim_match_look as l (narrative_id, world, due_items, due_since)
    select n.id, n.world, n.item_count, ${w.by.now} from narrative n
    where n.world = ${world} and n.state in ('emerging', 'confirmed', 'dormant') and n.tlp <> 'RED' and ${which}
    order by n.id
    on conflict (narrative_id) do update set
      due_items = excluded.due_items, due_since = coalesce(l.due_since, excluded.due_since), marks = l.marks + 1
    where ${onlyGrown ? sql`excluded.due_items >= l.looked_items * ${GROWTH}::float8` : sql`true`}`.execute(w.tx)
}

/**
 * Sets the cursors of a world that has never been matched to the present end of its shards: reviews find the narratives of
 * before by themselves, so not all of them are looked at. Shards that begin later are read from their beginning.
 */
export async function beginMatching(db: Db, by: WriteBy): Promise<void> {
  await write(db, by, async (w) => {
    await w.require('pipeline.run')
    w.unchanged()
    const { world } = by.actor
    const { rows } = await sql`
      insert into hub_setting (key, value, updated_at) values (${`match:${world}`}, '{}', ${by.now})
      on conflict (key) do nothing returning key`.execute(w.tx)
    if (rows.length === 0) return
    await sql`
      insert into hub_setting (key, value, updated_at)
      select 'match:' || world || ':' || shard, jsonb_build_object('shardSeq', next_seq - 1), ${by.now}
      from engine_shard where world = ${world} on conflict (key) do nothing`.execute(w.tx)
  })
}

function cursorKey(w: Write, shard: string): string {
  return `match:${w.by.actor.world}:${shard}`
}

async function lockCursor(w: Write, shard: string): Promise<number> {
  const key = cursorKey(w, shard)
  await sql`
    insert into hub_setting (key, value, updated_at) values (${key}, '{"shardSeq":0}', ${w.by.now})
    on conflict (key) do nothing`.execute(w.tx)
  const { rows } = await sql<{ shardSeq: number }>`
    select (value->>'shardSeq')::bigint as shard_seq from hub_setting where key = ${key} for update`.execute(w.tx)
  return rows[0]?.shardSeq ?? 0
}
