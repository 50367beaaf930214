import { type ItemId, itemIdSchema, type PublisherId, type SourceId } from '@hub/core/ids.ts'
import { hash128 } from '@hub/core/item/content-hash.ts'

import { newId } from '../new-id.ts'
import type { Write } from '../write.ts'
import { insertNewItems, type NewItem } from './insert-new-items.ts'
import type { PreparedItem } from '@hub/core/item/prepared-item.ts'
import { addRevisions, type Revision } from './add-revisions.ts'
import { addSightings } from './add-sightings.ts'
import { findKnownItems, type KnownItem, releaseIdentities, reserveIdentities } from './item-identity.ts'

/** What became of one fetch's items. */
export type StoredItems = { newItems: number; sightings: number; revisions: number }

type Origin = { sourceId: SourceId; publisherId: PublisherId }

/** Keys longer than this are stored as their fingerprint: an index entry has a size limit. */
const MAX_KEY_LENGTH = 600

/**
 * Stores one fetch's items inside the caller's transaction. An item is one row however many feeds carry it: a known page
 * seen by another source is a sighting, changed words from its own source are a revision, everything else is new and waits
 * for its shard's engine. Running it again changes nothing.
 */
export async function storeItems(w: Write, origin: Origin, items: readonly PreparedItem[]): Promise<StoredItems> {
  if (items.length === 0) return { newItems: 0, sightings: 0, revisions: 0 }
  const { world } = w.by.actor
  const keyed = items.map((item) => ({
    item,
    sourceKey: shorten(`source:${origin.sourceId}:${item.sourceKey}`),
    urlKey: item.urlKey === null ? null : shorten(item.urlKey),
  }))
  const known = await findKnownItems(w.tx, world, keyed.flatMap(keysOf))
  const fresh = keyed.filter((entry) => !keysOf(entry).some((key) => known.has(key)))
  const planned = planNewItems(fresh, w.by.now)
  const taken = await reserveIdentities(w.tx, world, planned.identities)
  for (const [key, item] of taken) known.set(key, item)
  // Another worker stored the same page in the meantime: its row stands, ours becomes a sighting of it.
  const lost = [...planned.byId]
    .filter(([, entries]) => entries.some((entry) => keysOf(entry).some((key) => taken.has(key))))
    .map(([id]) => id)
  await releaseIdentities(w.tx, lost)
  const newItems: NewItem[] = [...planned.byId]
    .filter(([id]) => !lost.includes(id))
    .map(([id, [first]]) => ({ id, item: first.item }))
  await insertNewItems(w, origin, newItems)
  const newIds = new Set<ItemId>(newItems.map(({ id }) => id))

  const sighted = new Map<ItemId, KnownItem>()
  const revisions: Revision[] = []
  const links: { key: string; itemId: ItemId; firstSeenAt: Date }[] = []
  for (const entry of keyed) {
    const found = known.get(entry.sourceKey) ?? (entry.urlKey === null ? undefined : known.get(entry.urlKey))
    if (!found || newIds.has(found.itemId)) continue
    if (!known.has(entry.sourceKey))
      links.push({ key: entry.sourceKey, itemId: found.itemId, firstSeenAt: found.firstSeenAt })
    const isOwn = found.sourceId === origin.sourceId && !sighted.has(found.itemId)
    if (isOwn && found.contentHash !== entry.item.contentHash) revisions.push({ known: found, item: entry.item })
    sighted.set(found.itemId, found)
  }
  await reserveIdentities(w.tx, world, links)
  const sightings = await addSightings(w, origin, [...sighted.values()])
  return { newItems: newItems.length, sightings, revisions: await addRevisions(w, revisions) }
}

type KeyedItem = { item: PreparedItem; sourceKey: string; urlKey: string | null }

function keysOf({ sourceKey, urlKey }: KeyedItem): string[] {
  return urlKey === null ? [sourceKey] : [sourceKey, urlKey]
}

function shorten(key: string): string {
  return key.length > MAX_KEY_LENGTH ? `hash:${hash128(key)}` : key
}

type Plan = {
  byId: Map<ItemId, [KeyedItem, ...KeyedItem[]]>
  identities: { key: string; itemId: ItemId; firstSeenAt: Date }[]
}

/** Gives each new page one id, oldest event first, so that the engine meets the items in the order of their events. */
function planNewItems(entries: readonly KeyedItem[], now: Date): Plan {
  const plan: Plan = { byId: new Map(), identities: [] }
  const idOfKey = new Map<string, ItemId>()
  const ordered = [...entries].sort((a, b) => a.item.eventAt.getTime() - b.item.eventAt.getTime())
  for (const entry of ordered) {
    const keys = keysOf(entry)
    const sharedId = keys.map((key) => idOfKey.get(key)).find((id) => id !== undefined)
    const id = sharedId ?? newId(itemIdSchema)
    const group = plan.byId.get(id)
    if (group) group.push(entry)
    else plan.byId.set(id, [entry])
    for (const key of keys) {
      if (idOfKey.has(key)) continue
      idOfKey.set(key, id)
      plan.identities.push({ key, itemId: id, firstSeenAt: now })
    }
  }
  return plan
}
