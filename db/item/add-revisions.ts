import { spaceWords } from '@hub/core/item/space-words.ts'
import { sql } from 'kysely'

import type { Write } from '../write.ts'
import type { KnownItem } from './item-identity.ts'
import type { PreparedItem } from '@hub/core/item/prepared-item.ts'
import { searchConfiguration } from './search-language.ts'
import { searchVector } from './search-vector.ts'

export type Revision = { known: KnownItem; item: PreparedItem }

/**
 * Keeps changed words: revision 1 is what was first seen, each later one what replaced it, and the item's own row shows the
 * newest. Language, event time and narrative stay with the first words, which is what the engine reads. Returns how many.
 */
export async function addRevisions(w: Write, revisions: readonly Revision[]): Promise<number> {
  for (const { known, item } of revisions) {
    await sql`
      insert into item_revision (item_id, revision, first_seen_at, seen_at, title, text, content_hash)
      select i.id, 1, i.first_seen_at, i.first_seen_at, i.title, i.text, i.content_hash
      from item i where i.id = ${known.itemId} and i.first_seen_at = ${known.firstSeenAt}
      on conflict do nothing`.execute(w.tx)
    await sql`
      insert into item_revision (item_id, revision, first_seen_at, seen_at, title, text, content_hash)
      select ${known.itemId}, max(revision) + 1, ${known.firstSeenAt}, ${w.by.now}, ${item.title}, ${item.text}, ${item.contentHash}
      from item_revision where item_id = ${known.itemId}`.execute(w.tx)
    const config = searchConfiguration(item.language)
    // The words of the item's own page (D), where they were fetched, stay searchable.
    await sql`
      update item set title = ${item.title}, text = ${item.text}, html = ${item.html === '' ? null : item.html},
        content_hash = ${item.contentHash}, row_version = row_version + 1, updated_at = ${w.by.now},
        search = ${searchVector({ config: sql`${config}::text`, title: sql`${spaceWords(item.title)}::text`, text: sql`${spaceWords(item.text)}::text` })}
          || ts_filter(search, '{d}')
      where id = ${known.itemId} and first_seen_at = ${known.firstSeenAt}`.execute(w.tx)
  }
  return revisions.length
}
