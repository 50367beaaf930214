import { sql } from 'kysely'

import type { ItemId } from '@hub/core/ids.ts'
import { contentHash } from '@hub/core/item/content-hash.ts'
import { spaceWords } from '@hub/core/item/space-words.ts'
import type { PageProblem, PageReading } from '@hub/core/source/page-order.ts'

import type { Write } from '../write.ts'
import { searchConfiguration } from './search-language.ts'
import { textVector } from './search-vector.ts'

const NO_ITEM: PageProblem = {
  code: 'item_gone',
  message: 'The item is no longer kept, so its full text was not stored.',
}

/**
 * Keeps the words of an item's own page as a revision of origin `page`, beside the feed's words, which stay the item's own:
 * only so does the next poll tell a stealth edit from a longer text. The page's words can be searched. The same words are
 * stored once. Returns a problem when there is no such item. Runs inside the caller's transaction.
 */
export async function storeFullText(w: Write, itemId: ItemId, reading: PageReading): Promise<PageProblem | null> {
  const item = await w.tx
    .selectFrom('item')
    .select(['id', 'firstSeenAt', 'language', 'title'])
    .where('id', '=', itemId)
    .where('world', '=', w.by.actor.world)
    .forUpdate()
    .executeTakeFirst()
  if (!item) return NO_ITEM
  const title = clean(reading.title) || item.title
  const text = clean(reading.text)
  const hash = contentHash(title, text)
  const { firstSeenAt } = item
  await sql`
    insert into item_revision (item_id, revision, first_seen_at, seen_at, title, text, content_hash)
    select i.id, 1, i.first_seen_at, i.first_seen_at, i.title, i.text, i.content_hash
    from item i where i.id = ${itemId} and i.first_seen_at = ${firstSeenAt}
    on conflict do nothing`.execute(w.tx)
  const added = await sql`
    insert into item_revision (item_id, revision, first_seen_at, seen_at, title, text, content_hash, origin, html)
    select ${itemId}, max(revision) + 1, ${firstSeenAt}, ${w.by.now}, ${title}, ${text}, ${hash}, 'page', ${clean(reading.html)}
    from item_revision where item_id = ${itemId}
    having not exists (
      select 1 from item_revision latest where latest.item_id = ${itemId} and latest.origin = 'page' and latest.content_hash = ${hash})`.execute(
    w.tx,
  )
  if (Number(added.numAffectedRows ?? 0) === 0) return null
  const words = textVector(sql`${searchConfiguration(item.language)}::text`, sql`${spaceWords(text)}::text`, 'D')
  // The newest words of the page replace its earlier ones, as those of the feed do, so that the vector cannot grow for ever.
  const touched = await sql<{ rowVersion: number }>`
    update item set row_version = row_version + 1, updated_at = ${w.by.now},
      search = ts_filter(search, '{a,b,c}') || ${words}
    where id = ${itemId} and first_seen_at = ${firstSeenAt} returning row_version`.execute(w.tx)
  await w.live({ noun: 'item', id: itemId, version: touched.rows[0]?.rowVersion ?? 0 })
  return null
}

function clean(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}
