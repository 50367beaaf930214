import { sql } from 'kysely'

import { ITEM_CLASSES, type ItemClass } from '@hub/core/retention/retention-classes.ts'
import { type ItemId, itemIdSchema } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { firstItemCutOff, judgeItems, type Purging } from './item-dues.ts'
import { shareHolds } from './lock-holds.ts'

export type ItemCounts = Record<ItemClass, { deleted: number; held: number; evidence: number; engine: number }>

const PAGE = 1_000

/**
 * Deletes the items that are past their period, a page at a time, each page in a transaction of its own. What is held back
 * is counted, and the shards whose items wait for a checkpoint are asked for one. Calls `onPage` after each page.
 */
export async function purgeItems(
  db: Db,
  purging: Purging,
  onPage: (counts: ItemCounts) => Promise<void> = async () => {},
): Promise<ItemCounts> {
  const counts = emptyCounts()
  let from: Place | null = { firstSeenAt: new Date(0), id: itemIdSchema.parse(NIL) }
  while (from !== null) {
    const after: Place = from
    from = await db.transaction().execute((tx) => purgePage(tx, purging, after, counts))
    await onPage(counts)
  }
  return counts
}

const NIL = '00000000-0000-0000-0000-000000000000'
type Place = { firstSeenAt: Date; id: ItemId }

async function purgePage(tx: Tx, purging: Purging, after: Place, counts: ItemCounts): Promise<Place | null> {
  await shareHolds(tx)
  const page = sql`
    select id, first_seen_at, source_id from item
    where world = ${purging.world} and first_seen_at < ${firstItemCutOff(purging)} and (first_seen_at, id) > (${after.firstSeenAt}, ${after.id})
    order by first_seen_at, id limit ${PAGE}`
  const { rows } = await judgeItems(purging, page).execute(tx)
  const doomed: ItemId[] = []
  const shards = new Set<string>()
  for (const { id, class: itemClass, isDue, keep, shard } of rows) {
    if (!isDue) continue
    if (keep === null) doomed.push(id)
    else counts[itemClass][keep === 'hold' ? 'held' : keep] += 1
    if (keep === null) counts[itemClass].deleted += 1
    if (keep === 'engine' && shard !== null) shards.add(shard)
  }
  await deleteItems(tx, doomed, purging)
  if (shards.size > 0)
    await sql`update engine_shard set checkpoint_wanted_at = coalesce(checkpoint_wanted_at, ${purging.now})
      where world = ${purging.world} and shard = any(${[...shards]}::text[])`.execute(tx)
  const last = rows.reduce<Place | null>(
    (latest, row) => (latest === null || isAfter(row, latest) ? row : latest),
    null,
  )
  return rows.length < PAGE ? null : last
}

function isAfter(a: Place, b: Place): boolean {
  const apart = a.firstSeenAt.getTime() - b.firstSeenAt.getTime()
  return apart > 0 || (apart === 0 && a.id > b.id)
}

/** The item, its words in every revision, who carried it and why it stood where; a bare key stays against its coming back. */
async function deleteItems(tx: Tx, ids: readonly ItemId[], { world, now }: Purging): Promise<void> {
  if (ids.length === 0) return
  const doomed = sql`any(${[...ids]}::uuid[])`
  await sql`
    with gone as (select narrative_id, count(*)::int as items from item_assignment where item_id = ${doomed} group by 1 order by 1),
    locked as (select n.id from narrative n join gone on gone.narrative_id = n.id order by n.id for no key update of n)
    update narrative n set items_deleted = n.items_deleted + gone.items, items_deleted_at = ${now}
    from gone join locked on locked.id = gone.narrative_id where n.id = gone.narrative_id`.execute(tx)
  await sql`update item_identity set purged_at = ${now}, seen_at = ${now} where world = ${world} and item_id = ${doomed}`.execute(
    tx,
  )
  for (const table of ['item_sighting', 'item_revision', 'item_pending', 'item_assignment', 'narrative_item'])
    await sql`delete from ${sql.table(table)} where item_id = ${doomed}`.execute(tx)
  await sql`delete from item where id = ${doomed} and first_seen_at < ${now}`.execute(tx)
}

export function emptyCounts(): ItemCounts {
  const none = () => ({ deleted: 0, held: 0, evidence: 0, engine: 0 })
  const [unclustered, screened, narrative] = ITEM_CLASSES
  return { [unclustered]: none(), [screened]: none(), [narrative]: none() }
}
