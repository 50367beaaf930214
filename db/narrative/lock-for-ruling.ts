import { sql } from 'kysely'

import type { NarrativeId } from '@hub/core/ids.ts'

import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** Narratives a person rules on, locked, with every shard whose engine may place items in them. */
export type LockedForRuling = { narratives: ReadonlyMap<NarrativeId, Row<'narrative'>>; shards: readonly string[] }

/**
 * Locks a narrative that a person rules on, its shard first: the engine's commits take the two in this order, and two
 * writers that differed would wait for each other for ever. While it is held no assignment takes a number.
 */
export async function lockForRuling(w: Write, narrativeId: NarrativeId): Promise<Row<'narrative'>> {
  return requireLocked(await lockAllForRuling(w, [narrativeId]), narrativeId)
}

/** Locks several at once: shards by name, then narratives by id. Throws NotFound for one that is not in the actor's reach. */
export async function lockAllForRuling(w: Write, narrativeIds: readonly NarrativeId[]): Promise<LockedForRuling> {
  await w.require('narrative.triage')
  const ids = [...new Set(narrativeIds)]
  const { world } = w.by.actor
  const shards = await shardsOf(w, ids)
  for (const shard of shards) {
    await w.tx
      .insertInto('engineShard')
      .values({ world, shard, owner: null, leasedUntil: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await sql`select fence from engine_shard where world = ${world} and shard = any(${shards}::text[]) order by shard for update`.execute(
    w.tx,
  )
  const rows = await w.tx
    .selectFrom('narrative')
    .selectAll()
    .where('id', 'in', ids)
    .where('world', '=', world)
    .where('tlp', '<>', 'RED')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  if (rows.length < ids.length) throw new NotFound('narrative')
  const known = new Set(shards)
  if ((await shardsOf(w, ids)).some((shard) => !known.has(shard))) {
    throw new Conflict(
      'narrative_busy',
      'Another ruling on this narrative was just made. Look again, then repeat yours.',
    )
  }
  return { narratives: new Map(rows.map((row) => [row.id, row])), shards }
}

/** One of the locked narratives. Throws NotFound. */
export function requireLocked(locked: LockedForRuling, narrativeId: NarrativeId): Row<'narrative'> {
  const row = locked.narratives.get(narrativeId)
  if (!row) throw new NotFound('narrative')
  return row
}

/** The shards of the narratives, of those merged into them, and of the items that stand in them. */
async function shardsOf(w: Write, ids: readonly NarrativeId[]): Promise<string[]> {
  const list = sql`any(${[...ids]}::uuid[])`
  const { rows } = await sql<{ shard: string }>`
    select shard from narrative where world = ${w.by.actor.world} and (id = ${list} or merged_into = ${list})
    union select shard from item_assignment where narrative_id = ${list} order by shard`.execute(w.tx)
  return rows.map(({ shard }) => shard)
}
