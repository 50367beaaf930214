import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'

import type { Reader } from '../connect.ts'
import { listShards } from './take-shard.ts'

/** A placed item as its engine saw it: first words, event time, and where it stands now. */
export type PlacedWords = {
  id: string
  title: string
  text: string
  lang: string
  publishedAt: Date
  source: string
  assignedAt: Date
  narrative: string
}

const PAGE = 2_000

/** Every placed item, language by language, each in the order in which its engine placed them; page by page. */
export async function* listPlacedWords(db: Reader, world: World): AsyncGenerator<PlacedWords> {
  for (const shard of await listShards(db, world)) {
    let afterSeq = 0
    for (;;) {
      const { rows } = await sql<PlacedWords & { shardSeq: number }>`
        select coalesce(i.url, i.id::text) as id, coalesce(r.title, i.title) as title, coalesce(r.text, i.text) as text,
          i.language as lang, i.event_at as published_at, i.publisher_id as source, a.assigned_at, a.narrative_id as narrative,
          a.shard_seq
        from item_assignment a
        join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
        left join item_revision r on r.item_id = i.id and r.revision = 1
        where a.world = ${world} and a.shard = ${shard} and a.shard_seq > ${afterSeq}
        order by a.shard_seq limit ${PAGE}`.execute(db)
      for (const { shardSeq, ...words } of rows) {
        afterSeq = shardSeq
        yield words
      }
      if (rows.length < PAGE) break
    }
  }
}
