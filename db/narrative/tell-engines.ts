import { sql } from 'kysely'

import type { NarrativeId, RulingId } from '@hub/core/ids.ts'
import type { EngineRuling, NarrativeRemains, NarrativeStand } from '@hub/core/narrative/engine-types.ts'

import { newRowId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'
import { listApart } from './keep-apart.ts'
import { listRemains } from './list-remains.ts'

/**
 * Tells the engines of shards, locked by `lockAllForRuling`, what binds every assignment after their present numbers. An
 * engine that does not hold what is named changes nothing.
 */
export async function tellEngines(
  w: Write,
  shards: readonly string[],
  rulingId: RulingId | null,
  rulingOf: (shard: string) => EngineRuling,
): Promise<void> {
  const { world } = w.by.actor
  const rows = shards.map((shard) => ({ id: newRowId(), shard, payload: rulingOf(shard) }))
  await sql`
    insert into engine_ruling (id, world, shard, shard_seq, payload, ruling_id)
    select r.id, ${world}, r.shard, s.next_seq - 1, r.payload, ${rulingId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, shard text, payload jsonb)
    join engine_shard s on s.world = ${world} and s.shard = r.shard`.execute(w.tx)
}

/**
 * Tells the engines where items stand now and what the narratives concerned have become; those that placed some of the items
 * also what each is made of, because the items may have left their memory.
 */
export async function tellPlaces(
  w: Write,
  shards: readonly string[],
  rulingId: RulingId | null,
  placed: { itemIds: readonly string[]; into: NarrativeId; narratives: readonly Row<'narrative'>[] },
): Promise<void> {
  const { rows } = await sql<{ shard: string; itemIds: string[] }>`
    select shard, array_agg(item_id order by shard_seq) as item_ids from item_assignment
    where item_id = any(${[...placed.itemIds]}::uuid[]) group by shard`.execute(w.tx)
  const itemsOf = new Map(rows.map(({ shard, itemIds }) => [shard, itemIds]))
  const narrativeIds = placed.narratives.map(({ id }) => id)
  const apart = await listApart(w.tx, narrativeIds)
  const stands = placed.narratives.map(({ id, state }): NarrativeStand => ({
    id,
    isConfirmed: state === 'confirmed',
    isClosed: state === 'dismissed',
    apart: apart.get(id) ?? [],
  }))
  const remainsOf = new Map<string, NarrativeRemains[]>()
  for (const { shard } of rows) remainsOf.set(shard, await listRemains(w.tx, shard, narrativeIds))
  await tellEngines(w, shards, rulingId, (shard) => ({
    kind: 'place',
    itemIds: itemsOf.get(shard) ?? [],
    into: placed.into,
    stands,
    remains: remainsOf.get(shard) ?? [],
  }))
}
