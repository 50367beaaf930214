import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { type NarrativeId, narrativeIdSchema } from '@hub/core/ids.ts'
import { shardOf } from '@hub/core/narrative/shard.ts'
import type { Db } from '@hub/db/connect.ts'
import { sql } from 'kysely'

/** An item to store: its number makes its id, its place decides which of the publishers it is of. */
export type ShortItem = { number: number; atMs: number; text: string; language?: string }

const PUBLISHERS = 40

/** Forty publishers with a source each, whose ids follow from their numbers. */
export async function storePublishers(db: Db): Promise<void> {
  await sql`insert into publisher (id, name, domain)
    select ${uuidOf(1, sql`n`)}, 'Paper ' || n, 'paper-' || n || '.example' from generate_series(0, ${PUBLISHERS - 1}::int) n`.execute(
    db,
  )
  await sql`insert into source (id, url, canonical_url, title, publisher_id)
    select ${uuidOf(3, sql`n`)}, 'https://paper-' || n || '.example/feed', 'https://paper-' || n || '.example/feed', 'Paper ' || n, ${uuidOf(1, sql`n`)}
    from generate_series(0, ${PUBLISHERS - 1}::int) n`.execute(db)
}

/** Stores items as collecting does, waiting for their engine in the order given. Their ids are the same in every run. */
export async function storeItems(db: Db, items: readonly ShortItem[]): Promise<void> {
  const rows = items.map(({ number, atMs, text, language = 'en' }, ord) => ({
    ord,
    id: `0193a000-0000-7000-8000-2${number.toString(16).padStart(11, '0')}`,
    n: number % PUBLISHERS,
    at: new Date(atMs),
    text,
    language,
    shard: shardOf(LIVE_WORLD, language),
    url: `https://paper-${number % PUBLISHERS}.example/${number}`,
  }))
  await sql`
    with r as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
        ord int, id uuid, n int, at timestamptz, text text, language text, shard text, url text)
    ), stored as (
      insert into item (id, first_seen_at, source_id, publisher_id, url, canonical_url, title, text, language, published_at, event_at, content_hash)
      select id, at, ${uuidOf(3, sql`n`)}, ${uuidOf(1, sql`n`)}, url, url, '', text, language, at, at, id::text from r order by ord
    )
    insert into item_pending (item_id, first_seen_at, world, shard) select id, at, ${LIVE_WORLD}, shard from r order by ord`.execute(
    db,
  )
}

/** The narrative that a stored item starts, where runs are to be compared. */
export function narrativeIdOf(itemId: string): NarrativeId {
  return narrativeIdSchema.parse(`${itemId.slice(0, 24)}4${itemId.slice(25)}`)
}

const uuidOf = (kind: number, number: ReturnType<typeof sql>) =>
  sql`('0193a000-0000-7000-8000-' || ${String(kind)}::text || lpad(to_hex(${number}), 11, '0'))::uuid`
