import { sql } from 'kysely'

import type { ItemId, PublisherId, SourceId } from '@hub/core/ids.ts'

import { spaceWords } from '@hub/core/item/space-words.ts'

import type { Write } from '../write.ts'
import type { PreparedItem } from '@hub/core/item/prepared-item.ts'
import { searchConfiguration } from './search-language.ts'
import { searchVector } from './search-vector.ts'

export type NewItem = { id: ItemId; item: PreparedItem; publisherId: PublisherId }

const ROWS_PER_STATEMENT = 250

/** Inserts items in the given order and queues each for its shard's engine in that order. */
export async function insertNewItems(w: Write, sourceId: SourceId, items: readonly NewItem[]): Promise<void> {
  const { world } = w.by.actor
  const { now } = w.by
  for (let start = 0; start < items.length; start += ROWS_PER_STATEMENT) {
    const rows = items.slice(start, start + ROWS_PER_STATEMENT).map(({ id, item, publisherId }, index) => ({
      ord: index,
      id,
      publisherId,
      ...item,
      html: item.html === '' ? null : item.html,
      config: searchConfiguration(item.language),
      searchTitle: spaceWords(item.title),
      searchText: spaceWords(item.text),
    }))
    await sql`
      with r as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
          ord int, id uuid, "publisherId" uuid, "externalId" text, url text, "canonicalUrl" text, title text, text text, html text, language text,
          "publishedAt" timestamptz, "publishedRaw" text, "eventAt" timestamptz, "contentHash" text, "matchedTerms" text[],
          shard text, config text, "searchTitle" text, "searchText" text)
      ), stored as (
        insert into item (id, first_seen_at, source_id, publisher_id, external_id, url, canonical_url, title, text, html, language,
          published_at, published_raw, event_at, content_hash, matched_terms, search, world, created_at, updated_at)
        select r.id, ${now}, ${sourceId}, r."publisherId", r."externalId", r.url, r."canonicalUrl", r.title, r.text, r.html,
          r.language, r."publishedAt", r."publishedRaw", r."eventAt", r."contentHash", coalesce(r."matchedTerms", '{}'),
          ${searchVector({ config: sql`r.config`, title: sql`r."searchTitle"`, text: sql`r."searchText"` })},
          ${world}, ${now}, ${now}
        from r order by r.ord
      )
      insert into item_pending (item_id, first_seen_at, world, shard)
      select r.id, ${now}, ${world}, r.shard from r order by r.ord`.execute(w.tx)
    await w.tx
      .insertInto('itemSighting')
      .values(
        items
          .slice(start, start + ROWS_PER_STATEMENT)
          .map(({ id, publisherId }) => ({ itemId: id, sourceId, publisherId, firstSeenAt: now, seenAt: now })),
      )
      .execute()
  }
}
