import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import type { NarrativeId } from '@hub/core/ids.ts'

import type { Reader } from '../connect.ts'

export type ListedAssignment = { url: string; narrativeId: NarrativeId }

const PAGE = 5_000

/**
 * The narrative of every item that has an address, page by page in the order of assignment, so that a million of them need
 * little memory.
 */
export async function* listAssignments(db: Reader, world: World): AsyncGenerator<ListedAssignment> {
  const { rows: shards } = await sql<{
    shard: string
  }>`select shard from engine_shard where world = ${world} order by shard`.execute(db)
  for (const { shard } of shards) {
    let afterSeq = 0
    for (;;) {
      const { rows } = await sql<{ url: string | null; narrativeId: NarrativeId; shardSeq: number }>`
        select i.url, a.narrative_id, a.shard_seq
        from item_assignment a join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
        where a.world = ${world} and a.shard = ${shard} and a.shard_seq > ${afterSeq}
        order by a.shard_seq limit ${PAGE}`.execute(db)
      for (const { url, narrativeId } of rows) if (url !== null) yield { url, narrativeId }
      const last = rows.at(-1)
      if (!last || rows.length < PAGE) break
      afterSeq = last.shardSeq
    }
  }
}
