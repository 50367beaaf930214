import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'

import type { Db, Reader } from '../connect.ts'

/** A shard as its owner holds it. Every commit names `fence`; `nextSeq` is the number of its next assignment. */
export type TakenShard = { world: World; shard: string; fence: number; nextSeq: number }

/** The shards that have items waiting, the longest waiting first. */
export async function listPendingShards(db: Reader, world: World): Promise<string[]> {
  const { rows } = await sql<{ shard: string }>`
    select shard from item_pending where world = ${world} group by shard order by min(seq)`.execute(db)
  return rows.map(({ shard }) => shard)
}

/**
 * Makes `owner` the owner of a shard by raising its fence: whoever held it before commits nothing any more. The caller
 * holds the shard's advisory lock.
 */
export async function takeShard(
  db: Db,
  input: { world: World; shard: string; owner: string; now: Date },
): Promise<TakenShard> {
  const { world, shard, owner, now } = input
  const { rows } = await sql<{ fence: number; nextSeq: number }>`
    insert into engine_shard (world, shard, fence, owner, leased_until) values (${world}, ${shard}, 1, ${owner}, ${now})
    on conflict (world, shard) do update set fence = engine_shard.fence + 1, owner = ${owner}, leased_until = ${now}
    returning fence, next_seq`.execute(db)
  const [row] = rows
  if (!row) throw new Error(`The shard ${shard} could not be taken.`)
  return { world, shard, ...row }
}

/** Every shard that ever had an item. */
export async function listShards(db: Reader, world: World): Promise<string[]> {
  const rows = await db.selectFrom('engineShard').select('shard').where('world', '=', world).orderBy('shard').execute()
  return rows.map(({ shard }) => shard)
}
