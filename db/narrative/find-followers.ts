import { sql } from 'kysely'

import type { ItemId, NarrativeId } from '@hub/core/ids.ts'

import type { Reader } from '../connect.ts'

/**
 * The items that came to a narrative since a ruling and go with those it moved when it is taken back: whose nearest item,
 * as the engine measured it on arrival, goes. The rest stays where it came to. In the order of arrival, so that a chain of
 * items follows its beginning.
 */
export async function findFollowers(
  db: Reader,
  narrativeId: NarrativeId,
  going: readonly ItemId[],
  since: Date,
): Promise<ItemId[]> {
  const { rows } = await sql<{ itemId: ItemId; nearest: ItemId | null }>`
    select a.item_id, coalesce(d.copy_of, (d.neighbours->0->>'itemId')::uuid) as nearest
    from item_assignment a
    join narrative_item d on d.item_id = a.item_id and d.first_seen_at = a.first_seen_at
    where a.narrative_id = ${narrativeId} and a.assigned_at >= ${since} and not d.is_new
      and not (a.item_id = any(${[...going]}::uuid[]))
    order by a.assigned_at, a.shard, a.shard_seq`.execute(db)
  const leaving = new Set(going)
  const followers: ItemId[] = []
  for (const { itemId, nearest } of rows) {
    if (nearest === null || !leaving.has(nearest)) continue
    leaving.add(itemId)
    followers.push(itemId)
  }
  return followers
}

/** Of these items those that stand in a narrative, and those that stand elsewhere; the rest was deleted. */
export async function findStandingOf(
  db: Reader,
  narrativeId: NarrativeId,
  itemIds: readonly ItemId[],
): Promise<{ here: ItemId[]; elsewhere: ItemId[] }> {
  if (itemIds.length === 0) return { here: [], elsewhere: [] }
  const rows = await db
    .selectFrom('itemAssignment')
    .select(['itemId', 'narrativeId'])
    .where('itemId', 'in', itemIds)
    .orderBy('shardSeq')
    .execute()
  return {
    here: rows.filter((row) => row.narrativeId === narrativeId).map(({ itemId }) => itemId),
    elsewhere: rows.filter((row) => row.narrativeId !== narrativeId).map(({ itemId }) => itemId),
  }
}
