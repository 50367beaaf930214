import type { ItemId } from '@hub/core/ids.ts'
import type { PreparedItem } from '@hub/core/item/prepared-item.ts'
import { isSameStory } from '@hub/core/item/same-story.ts'

import type { Tx } from '../connect.ts'
import type { KnownItem } from './item-identity.ts'

type Keyed = { item: PreparedItem; sourceKey: string; urlKey: string | null }

/** More than this of a text says nothing more about which story it tells. */
const READ_LENGTH = 2_000

/**
 * Believes the page where a feed's guid and its link name two items: feeds swap their guids, or number entries by place.
 * An entry whose page is stored under another item belongs to that one; one whose page is new, and whose words tell
 * another story than the item with its guid, is an item of its own. Such entries get the page as their key in the source.
 */
export async function settleGuids<Entry extends Keyed>(
  tx: Tx,
  entries: readonly Entry[],
  known: ReadonlyMap<string, KnownItem>,
): Promise<Entry[]> {
  const doubtful = entries.flatMap(({ item, sourceKey, urlKey }) => {
    const holder = known.get(sourceKey)
    const isDoubtful = holder && urlKey !== null && !known.has(urlKey) && holder.contentHash !== item.contentHash
    return isDoubtful ? [holder.itemId] : []
  })
  const stories = await readStories(tx, doubtful)
  return entries.map((entry) => {
    const holder = known.get(entry.sourceKey)
    if (!holder || entry.urlKey === null) return entry
    const pageHolder = known.get(entry.urlKey)
    const story = stories.get(holder.itemId)
    const isOther = pageHolder
      ? pageHolder.itemId !== holder.itemId
      : story !== undefined && !isSameStory(story, entry.item)
    return isOther ? { ...entry, sourceKey: `${entry.sourceKey}|${entry.urlKey}` } : entry
  })
}

async function readStories(tx: Tx, ids: readonly ItemId[]): Promise<Map<ItemId, { title: string; text: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('item')
    .select((eb) => ['id', 'title', eb.fn<string>('left', ['text', eb.lit(READ_LENGTH)]).as('text')])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, ...words }) => [id, words]))
}
