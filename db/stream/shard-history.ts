import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import type { EngineItem, EngineRuling, RecordedDecision } from '@hub/core/narrative/engine-types.ts'

import type { Db, Reader } from '../connect.ts'
import { engineRuling } from './engine-ruling.ts'

type ShardKey = { world: World; shard: string }

export type StoredSnapshot = { shardSeq: number; state: Uint8Array }
/** A committed assignment as `replay` needs it. */
export type ReplayEntry = { shardSeq: number; nowMs: number; item: EngineItem; decision: RecordedDecision }
/** A person's ruling; it binds what comes after assignment `shardSeq`. Those of one number follow each other by id. */
export type StoredRuling = { id: string; shardSeq: number; ruling: EngineRuling }
/** An item that waits for the engine. */
export type PendingItem = { seq: number; firstSeenAt: Date; item: EngineItem }

/** The newest snapshot of a format, if there is one. */
export async function findSnapshot(
  db: Reader,
  { world, shard }: ShardKey,
  format: number,
): Promise<StoredSnapshot | undefined> {
  return db
    .selectFrom('engineSnapshot')
    .select(['shardSeq', 'state'])
    .where('world', '=', world)
    .where('shard', '=', shard)
    .where('format', '=', format)
    .orderBy('shardSeq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The assignments after a sequence number, oldest first. The engine reads each item's first words, whatever came later. */
export async function listReplay(
  db: Reader,
  { world, shard }: ShardKey,
  afterSeq: number,
  limit: number,
): Promise<ReplayEntry[]> {
  const { rows } = await sql<
    ItemColumns & {
      shardSeq: number
      nowMs: number
      narrativeId: string
      isNew: boolean
      copyOf: string | null
      events: RecordedDecision['events']
    }
  >`
    select a.shard_seq, (extract(epoch from a.assigned_at) * 1000)::bigint as now_ms, n.narrative_id, n.is_new, n.copy_of, n.events, ${ITEM_COLUMNS}
    from item_assignment a
    join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
    join narrative_item n on n.item_id = a.item_id and n.first_seen_at = a.first_seen_at
    left join item_revision r on r.item_id = i.id and r.revision = 1
    where a.world = ${world} and a.shard = ${shard} and a.shard_seq > ${afterSeq}
    order by a.shard_seq limit ${limit}`.execute(db)
  return rows.map(({ shardSeq, nowMs, narrativeId, isNew, copyOf, events, ...item }) => ({
    shardSeq,
    nowMs,
    item: toEngineItem(item),
    decision: { itemId: item.id, narrativeId, isNew, isCopyOf: copyOf, events },
  }))
}

/** The rulings that bind assignments after `fromSeq` (included), in the order in which the engine takes them. */
export async function listRulings(db: Reader, { world, shard }: ShardKey, fromSeq: number): Promise<StoredRuling[]> {
  const rows = await db
    .selectFrom('engineRuling')
    .select(['id', 'shardSeq', 'payload'])
    .where('world', '=', world)
    .where('shard', '=', shard)
    .where('shardSeq', '>=', fromSeq)
    .orderBy('shardSeq')
    .orderBy('id')
    .execute()
  return rows.map(({ id, shardSeq, payload }) => ({ id, shardSeq, ruling: engineRuling(payload) }))
}

/** The next waiting items of a shard, in the order in which they were stored, after one that is being placed. */
export async function listPendingItems(
  db: Reader,
  { world, shard }: ShardKey,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<PendingItem[]> {
  const { rows } = await sql<ItemColumns & { seq: number; firstSeenAt: Date }>`
    select p.seq, p.first_seen_at, ${ITEM_COLUMNS}
    from item_pending p
    join item i on i.id = p.item_id and i.first_seen_at = p.first_seen_at
    left join item_revision r on r.item_id = i.id and r.revision = 1
    where p.world = ${world} and p.shard = ${shard} and p.seq > ${after}
    order by p.seq limit ${limit}`.execute(db)
  return rows.map(({ seq, firstSeenAt, ...item }) => ({ seq, firstSeenAt, item: toEngineItem(item) }))
}

/** The shards of which a purge waits for a checkpoint. */
export async function listWantedCheckpoints(db: Reader, world: World): Promise<string[]> {
  const rows = await db
    .selectFrom('engineShard')
    .select('shard')
    .where('world', '=', world)
    .where('checkpointWantedAt', 'is not', null)
    .orderBy('shard')
    .execute()
  return rows.map(({ shard }) => shard)
}

/** Makes a stored snapshot the shard's one checkpoint: what it covers may be purged, for it is never replayed again. */
export async function markCheckpoint(db: Db, { world, shard }: ShardKey, shardSeq: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`update engine_snapshot set is_checkpoint = (shard_seq = ${shardSeq})
      where world = ${world} and shard = ${shard} and (is_checkpoint or shard_seq = ${shardSeq})`.execute(tx)
    await tx
      .updateTable('engineShard')
      .set({ checkpointWantedAt: null })
      .where('world', '=', world)
      .where('shard', '=', shard)
      .execute()
  })
}

/** Keeps a snapshot and drops all but the newest two and the checkpoint. */
export async function saveSnapshot(
  db: Db,
  key: ShardKey & { format: number },
  snapshot: StoredSnapshot,
  now: Date,
): Promise<void> {
  const { world, shard, format } = key
  await db
    .insertInto('engineSnapshot')
    .values({ world, shard, format, ...snapshot, takenAt: now })
    .onConflict((conflict) =>
      conflict.columns(['world', 'shard', 'shardSeq']).doUpdateSet({ state: snapshot.state, format, takenAt: now }),
    )
    .execute()
  await sql`
    delete from engine_snapshot where world = ${world} and shard = ${shard} and not is_checkpoint and shard_seq < (
      select min(shard_seq) from (
        select shard_seq from engine_snapshot where world = ${world} and shard = ${shard} and not is_checkpoint
        order by shard_seq desc limit 2) newest)`.execute(db)
}

type ItemColumns = {
  id: string
  title: string
  text: string
  language: string
  eventAtMs: number
  sourceId: string
  publisherId: string
  url: string | null
}

const ITEM_COLUMNS = sql.raw(
  `i.id, coalesce(r.title, i.title) as title, coalesce(r.text, i.text) as text, i.language,
   (extract(epoch from i.event_at) * 1000)::bigint as event_at_ms, i.source_id, i.publisher_id, i.url`,
)

function toEngineItem({ id, title, text, language, eventAtMs, sourceId, publisherId, url }: ItemColumns): EngineItem {
  return { id, title, text, language, eventAtMs, sourceId, publisherId, url }
}
