import { sql } from 'kysely'

import { PREVIEW_COUNT_MAX, type PurgePreview } from '@hub/core/retention/purge-view.ts'
import { cutOff, ITEM_CLASSES, type ItemClass, RETENTION_CLASSES } from '@hub/core/retention/retention-classes.ts'

import type { Reader } from '../connect.ts'
import { DUE_LISTS, dueLists, type DueList, judgeItems, type Purging } from './item-dues.ts'
import { emptyCounts } from './purge-items.ts'
import { countRows, type RowClass } from './purge-rows.ts'

/** The list that holds all items of a class, but for strays. */
const LIST_OF: Record<ItemClass, DueList> = {
  unclustered_items: 'pending',
  screened_out: 'dismissed',
  narrative_items: 'assigned',
}

/**
 * What a run would delete now, and what holds the rest back. Changes nothing. It reads at most `limit` things of each
 * class, the oldest first where their order is known, so that a backlog of any size is answered at once.
 */
export async function previewPurge(db: Reader, purging: Purging, limit = PREVIEW_COUNT_MAX): Promise<PurgePreview[]> {
  const items = await countItems(db, purging, limit)
  const capped = await findCapped(db, purging, limit)
  const previews: PurgePreview[] = []
  for (const retentionClass of RETENTION_CLASSES) {
    const itemClass = ITEM_CLASSES.find((known) => known === retentionClass)
    const periodDays = purging.periods[retentionClass]
    const head = { class: retentionClass, periodDays, cutOff: cutOff(purging.now, periodDays).toISOString() }
    if (itemClass !== undefined) {
      previews.push({ ...head, ...items[itemClass], isCapped: capped.has(LIST_OF[itemClass]) })
      continue
    }
    const rowClass = retentionClass as RowClass
    const { due, held } = await countRows(db, rowClass, purging, limit + 1)
    const counted = Math.min(due, limit)
    previews.push({
      ...head,
      deleted: Math.max(0, counted - held),
      held: Math.min(held, counted),
      evidence: 0,
      engine: 0,
      isCapped: due > limit,
    })
  }
  return previews
}

async function countItems(db: Reader, purging: Purging, limit: number) {
  const lists = dueLists(purging)
  const oldest = DUE_LISTS.map((list) => {
    // Those of dismissed narratives stand in no order of time: to sort them, all would have to be read.
    const order = list === 'dismissed' ? sql`` : sql`order by first_seen_at`
    return sql`(${lists[list]} ${order} limit ${limit})`
  })
  const { rows } = await sql<{ class: ItemClass; keep: string | null; items: number }>`
    select class, keep, count(*)::int as items
    from (${judgeItems(purging, sql.join(oldest, sql` union `))}) d where is_due group by 1, 2`.execute(db)
  const counts = emptyCounts()
  for (const row of rows) {
    const place = row.keep === 'hold' ? 'held' : row.keep === 'evidence' || row.keep === 'engine' ? row.keep : 'deleted'
    counts[row.class][place] += row.items
  }
  return counts
}

/** The lists that are longer than what was read of them. */
async function findCapped(db: Reader, purging: Purging, limit: number): Promise<ReadonlySet<DueList>> {
  const lists = dueLists(purging)
  const asked = DUE_LISTS.map(
    (list) => sql`select ${list}::text as list where exists (${lists[list]} offset ${limit} limit 1)`,
  )
  const { rows } = await sql<{ list: DueList }>`${sql.join(asked, sql` union all `)}`.execute(db)
  return new Set(rows.map(({ list }) => list))
}
