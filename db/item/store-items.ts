import { type ItemId, itemIdSchema, type PublisherId, type SourceId } from '@hub/core/ids.ts'
import { hash128 } from '@hub/core/item/content-hash.ts'

import { newId } from '../new-id.ts'
import type { Write } from '../write.ts'
import { insertNewItems, type NewItem } from './insert-new-items.ts'
import type { PreparedItem } from '@hub/core/item/prepared-item.ts'
import { addRevisions, type Revision } from './add-revisions.ts'
import { addSightings } from './add-sightings.ts'
import {
  findKnownItems,
  type KnownItem,
  liftTombstones,
  noteTombstones,
  releaseIdentities,
  reserveIdentities,
} from './item-identity.ts'
import { settleGuids } from './settle-guids.ts'

/** What became of one fetch's items. */
export type StoredItems = { newItems: number; sightings: number; revisions: number }

type Origin = { sourceId: SourceId; publisherId: PublisherId }

/** An item with who published it: in what people or programs hand in, each may have a publisher of its own. */
export type PublishedItem = { item: PreparedItem; publisherId: PublisherId }

/** What became of one item; `isNew` is false for a page that was stored already. */
export type ItemFate = { itemId: ItemId; isNew: boolean; isRevised: boolean }

/** Keys longer than this are stored as their fingerprint: an index entry has a size limit. */
const MAX_KEY_LENGTH = 600

/**
 * Stores one fetch's items inside the caller's transaction. An item is one row however many feeds carry it: a known page
 * seen by another source is a sighting, changed words from its own source are a revision, everything else is new and waits
 * for its shard's engine. Running it again changes nothing.
 */
export async function storeItems(w: Write, origin: Origin, items: readonly PreparedItem[]): Promise<StoredItems> {
  const published = items.map((item) => ({ item, publisherId: origin.publisherId }))
  const { newItems, sightings, revisions } = await storeEach(w, origin.sourceId, published, 'leave_deleted')
  return { newItems, sightings, revisions }
}

/**
 * The same for items that each name their publisher; `fates` says what became of each, in their order. An item that was
 * deleted under the retention rules is taken anew when somebody hands it in; a feed that still carries it leaves it deleted,
 * and it has no fate.
 */
export async function storeEach(
  w: Write,
  sourceId: SourceId,
  items: readonly PublishedItem[],
  deleted: 'leave_deleted' | 'take_anew' = 'take_anew',
): Promise<StoredItems & { fates: ItemFate[] }> {
  if (items.length === 0) return { newItems: 0, sightings: 0, revisions: 0, fates: [] }
  const { world } = w.by.actor
  const given: KeyedItem[] = items.map(({ item, publisherId }) => ({
    item,
    publisherId,
    sourceKey: shorten(`source:${sourceId}:${item.sourceKey}`),
    urlKey: item.urlKey === null ? null : shorten(item.urlKey),
  }))
  const known = await findKnownItems(w.tx, world, given.flatMap(keysOf))
  const settled = await settleGuids(w.tx, await withoutDeleted(w, given, known, deleted), known)
  const keyed = settled.map((entry) => ({ ...entry, sourceKey: shorten(entry.sourceKey) }))
  const fresh = keyed.filter((entry) => !keysOf(entry).some((key) => known.has(key)))
  const planned = planNewItems(fresh, w.by.now)
  const taken = await reserveIdentities(w.tx, world, planned.identities)
  for (const [key, item] of taken) known.set(key, item)
  // Another worker stored the same page in the meantime: its row stands, ours becomes a sighting of it.
  const lost = [...planned.byId]
    .filter(([, entries]) => entries.some((entry) => keysOf(entry).some((key) => taken.has(key))))
    .map(([id]) => id)
  await releaseIdentities(w.tx, lost)
  const holders = new Map<KeyedItem, KnownItem>()
  for (const id of lost) {
    const group = planned.byId.get(id) ?? []
    const holder = group
      .flatMap(keysOf)
      .map((key) => taken.get(key))
      .find((item) => item !== undefined)
    if (holder) for (const entry of group) holders.set(entry, holder)
  }
  const newItems: NewItem[] = [...planned.byId]
    .filter(([id]) => !lost.includes(id))
    .map(([id, [first]]) => ({ id, item: first.item, publisherId: first.publisherId }))
  await insertNewItems(w, sourceId, newItems)
  const newIds = new Set<ItemId>(newItems.map(({ id }) => id))
  const newIdOfKey = new Map(
    [...planned.byId].flatMap(([id, group]) =>
      newIds.has(id) ? group.map(({ sourceKey }) => [sourceKey, id] as const) : [],
    ),
  )

  const sighted = new Map<ItemId, KnownItem & { publisherId: PublisherId }>()
  const fates: ItemFate[] = []
  const revisions: Revision[] = []
  const links: { key: string; itemId: ItemId; firstSeenAt: Date }[] = []
  for (const entry of keyed) {
    const found =
      known.get(entry.sourceKey) ?? (entry.urlKey === null ? undefined : known.get(entry.urlKey)) ?? holders.get(entry)
    const newId = newIdOfKey.get(entry.sourceKey)
    if (newId !== undefined) {
      const isFirst = planned.byId.get(newId)?.[0] === entry
      fates.push({ itemId: newId, isNew: isFirst, isRevised: false })
      continue
    }
    if (!found) throw new Error('An item was neither stored nor found.')
    if (!known.has(entry.sourceKey))
      links.push({ key: entry.sourceKey, itemId: found.itemId, firstSeenAt: found.firstSeenAt })
    const isOwn = found.sourceId === sourceId && !sighted.has(found.itemId)
    const isRevised = isOwn && found.contentHash !== entry.item.contentHash
    if (isRevised) revisions.push({ known: found, item: entry.item })
    sighted.set(found.itemId, { ...found, publisherId: entry.publisherId })
    fates.push({ itemId: found.itemId, isNew: false, isRevised })
  }
  await reserveIdentities(w.tx, world, links)
  const sightings = await addSightings(w, sourceId, [...sighted.values()])
  return { newItems: newItems.length, sightings, revisions: await addRevisions(w, revisions), fates }
}

type KeyedItem = PublishedItem & { sourceKey: string; urlKey: string | null }

/**
 * The entries that may be stored, of those whose keys are `known`: a deleted item's entry is either left out, or its key is
 * forgotten, here and in `known`, so that it is a new item.
 */
async function withoutDeleted(
  w: Write,
  given: readonly KeyedItem[],
  known: Map<string, KnownItem>,
  deleted: 'leave_deleted' | 'take_anew',
): Promise<KeyedItem[]> {
  const { world } = w.by.actor
  const tombs = new Set([...known].flatMap(([key, { purgedAt }]) => (purgedAt == null ? [] : [key])))
  if (tombs.size === 0) return [...given]
  if (deleted === 'leave_deleted') {
    await noteTombstones(w.tx, world, [...tombs], w.by.now)
    return given.filter((entry) => !keysOf(entry).some((key) => tombs.has(key)))
  }
  await liftTombstones(w.tx, world, [...tombs])
  for (const key of tombs) known.delete(key)
  return [...given]
}

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
