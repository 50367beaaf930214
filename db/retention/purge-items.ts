import { sql } from 'kysely'

import { ITEM_CLASSES, type ItemClass } from '@hub/core/retention/retention-classes.ts'
import type { ItemId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { judgeItems, oldItems, type Purging } from './item-dues.ts'
import { shareHolds } from './lock-holds.ts'

export type ItemCounts = Record<ItemClass, { deleted: number; held: number; evidence: number; engine: number }>

const PAGE = 1_000
const BATCH_PAGES = 50

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
  for await (const page of oldPages(db, purging)) {
    await db.transaction().execute((tx) => purgePage(tx, purging, page, counts))
    await onPage(counts)
  }
  return counts
}

/** `at` is the database's own spelling of the time: a Date would lose its microseconds. */
type OldItem = { id: ItemId; at: string }

/** The items that may be due, oldest first. They are read many pages at once, for each reading sorts all that are left. */
async function* oldPages(db: Db, purging: Purging): AsyncGenerator<readonly OldItem[]> {
  let after: OldItem | undefined
  for (;;) {
    const place = after ? sql`where (first_seen_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
    const { rows } = await sql<OldItem>`
      select id, first_seen_at::text as at from (${oldItems(purging)}) old ${place}
      order by first_seen_at, id limit ${PAGE * BATCH_PAGES}`.execute(db)
    for (let start = 0; start < rows.length; start += PAGE) yield rows.slice(start, start + PAGE)
    after = rows.at(-1)
    if (rows.length < PAGE * BATCH_PAGES) return
  }
}

async function purgePage(tx: Tx, purging: Purging, page: readonly OldItem[], counts: ItemCounts): Promise<void> {
  await shareHolds(tx)
  const ids = sql`select * from unnest(${page.map(({ id }) => id)}::uuid[], ${page.map(({ at }) => at)}::timestamptz[]) as old (id, first_seen_at)`
  const { rows } = await judgeItems(purging, ids).execute(tx)
  const doomed: ItemId[] = []
  const shards = new Set<string>()
  for (const { id, class: itemClass, isDue, keep, shard } of rows) {
    if (!isDue) continue
    if (keep === null) doomed.push(id)
    else counts[itemClass][keep === 'hold' ? 'held' : keep] += 1
    if (keep === null) counts[itemClass].deleted += 1
    if (keep === 'engine' && shard !== null) shards.add(shard)
  }
  await deleteItems(tx, doomed, page, purging)
  if (shards.size > 0)
    await sql`update engine_shard set checkpoint_wanted_at = coalesce(checkpoint_wanted_at, ${purging.now})
      where world = ${purging.world} and shard = any(${[...shards]}::text[])`.execute(tx)
}

/** The item, its words in every revision and what was drafted from them, who carried it and why it stood where; a bare key stays against its coming back. */
async function deleteItems(
  tx: Tx,
  ids: readonly ItemId[],
  page: readonly OldItem[],
  { world, now }: Purging,
): Promise<void> {
  if (ids.length === 0) return
  const doomed = sql`any(${[...ids]}::uuid[])`
  await sql`
    with gone as (select narrative_id, count(*)::int as items from item_assignment where item_id = ${doomed} group by 1 order by 1),
    forgotten as (delete from narrative_embedding e using gone where e.narrative_id = gone.narrative_id),
    locked as (select n.id from narrative n join gone on gone.narrative_id = n.id order by n.id for no key update of n)
    update narrative n set items_deleted = n.items_deleted + gone.items, items_deleted_at = ${now}
    from gone join locked on locked.id = gone.narrative_id where n.id = gone.narrative_id`.execute(tx)
  await sql`update item_identity set purged_at = ${now}, seen_at = ${now} where world = ${world} and item_id = ${doomed}`.execute(
    tx,
  )
  for (const table of ['item_sighting', 'item_revision', 'item_pending', 'item_assignment', 'claim_review_reading'])
    await sql`delete from ${sql.table(table)} where item_id = ${doomed}`.execute(tx)
  // A page is in the order of time, so its ends name the few months to look in.
  const months = sql`first_seen_at between ${page[0]?.at}::timestamptz and ${page.at(-1)?.at}::timestamptz`
  await sql`delete from narrative_item where item_id = ${doomed} and ${months}`.execute(tx)
  await sql`delete from item where id = ${doomed} and ${months}`.execute(tx)
  // After the items: a draft that is just being finished holds them until it stands here too.
  await sql`delete from narrative_draft where item_ids && ${[...ids]}::uuid[]`.execute(tx)
}

export function emptyCounts(): ItemCounts {
  const none = () => ({ deleted: 0, held: 0, evidence: 0, engine: 0 })
  const [unclustered, screened, narrative] = ITEM_CLASSES
  return { [unclustered]: none(), [screened]: none(), [narrative]: none() }
}
