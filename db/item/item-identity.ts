import { sql } from 'kysely'

import type { World } from '@hub/core/access/role.ts'
import type { ItemId, SourceId } from '@hub/core/ids.ts'

import type { Tx } from '../connect.ts'

/** An item that is stored already, with what is needed to tell a revision. */
export type KnownItem = {
  itemId: ItemId
  firstSeenAt: Date
  sourceId: SourceId | null
  contentHash: string | null
  /** When the item was deleted under the retention rules; only its key is left. */
  purgedAt?: Date | null
}

/** The stored items behind these keys. */
export async function findKnownItems(tx: Tx, world: World, keys: readonly string[]): Promise<Map<string, KnownItem>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<KnownItem & { key: string }>`
    select k.key, k.item_id, k.first_seen_at, k.purged_at, i.source_id, i.content_hash
    from item_identity k left join item i on i.id = k.item_id and i.first_seen_at = k.first_seen_at
    where k.world = ${world} and k.key = any(${[...keys]}::text[])`.execute(tx)
  return new Map(rows.map(({ key, ...known }) => [key, known]))
}

/**
 * Takes keys for items, in the order of the keys so that two workers never wait for each other in a circle. Returns the keys
 * that somebody else holds, with their items; keys of the same item count as taken by nobody.
 */
export async function reserveIdentities(
  tx: Tx,
  world: World,
  identities: readonly { key: string; itemId: ItemId; firstSeenAt: Date }[],
): Promise<Map<string, KnownItem>> {
  if (identities.length === 0) return new Map()
  const rows = [...identities].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  await sql`
    insert into item_identity (world, key, item_id, first_seen_at)
    select ${world}, r.key, r."itemId", r."firstSeenAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(key text, "itemId" uuid, "firstSeenAt" timestamptz)
    on conflict (world, key) do nothing`.execute(tx)
  const wanted = new Map(rows.map(({ key, itemId }) => [key, itemId]))
  const holders = await findKnownItems(tx, world, [...wanted.keys()])
  return new Map([...holders].filter(([key, { itemId }]) => itemId !== wanted.get(key)))
}

/** Notes, once a day, that feeds still carry the keys of deleted items: these keys stay. */
export async function noteTombstones(tx: Tx, world: World, keys: readonly string[], now: Date): Promise<void> {
  if (keys.length === 0) return
  await sql`
    update item_identity set seen_at = ${now}
    where world = ${world} and key = any(${[...keys]}::text[]) and purged_at is not null
      and (seen_at is null or seen_at < ${now}::timestamptz - interval '1 day')`.execute(tx)
}

/** Forgets that these keys belonged to deleted items, because a person or program hands the pages in anew. */
export async function liftTombstones(tx: Tx, world: World, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await sql`
    delete from item_identity where world = ${world} and key = any(${[...keys]}::text[]) and purged_at is not null`.execute(
    tx,
  )
}

/** Gives back the keys taken for items that are not stored after all. */
export async function releaseIdentities(tx: Tx, itemIds: readonly ItemId[]): Promise<void> {
  if (itemIds.length > 0) await tx.deleteFrom('itemIdentity').where('itemId', 'in', itemIds).execute()
}
