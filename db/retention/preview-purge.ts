import { sql } from 'kysely'

import type { PurgeCount } from '@hub/core/retention/purge-view.ts'
import { cutOff, ITEM_CLASSES, RETENTION_CLASSES } from '@hub/core/retention/retention-classes.ts'

import type { Reader } from '../connect.ts'
import { judgeItems, oldItems, type Purging } from './item-dues.ts'
import { emptyCounts } from './purge-items.ts'
import { countRows } from './purge-rows.ts'

/** What a run would delete now, and what holds the rest back. Changes nothing. */
export async function previewPurge(db: Reader, purging: Purging): Promise<PurgeCount[]> {
  const items = await countItems(db, purging)
  const counts: PurgeCount[] = []
  for (const retentionClass of RETENTION_CLASSES) {
    const itemClass = ITEM_CLASSES.find((known) => known === retentionClass)
    const periodDays = purging.periods[retentionClass]
    const head = { class: retentionClass, periodDays, cutOff: cutOff(purging.now, periodDays).toISOString() }
    if (itemClass !== undefined) {
      counts.push({ ...head, ...items[itemClass] })
      continue
    }
    const rowClass = retentionClass as Exclude<typeof retentionClass, (typeof ITEM_CLASSES)[number]>
    const { due, held } = await countRows(db, rowClass, purging)
    counts.push({ ...head, deleted: due - held, held, evidence: 0, engine: 0 })
  }
  return counts
}

async function countItems(db: Reader, purging: Purging) {
  const { rows } = await sql<{ class: (typeof ITEM_CLASSES)[number]; keep: string | null; items: number }>`
    select class, keep, count(*)::int as items from (${judgeItems(purging, oldItems(purging))}) d where is_due group by 1, 2`.execute(
    db,
  )
  const counts = emptyCounts()
  for (const row of rows) {
    const place = row.keep === 'hold' ? 'held' : row.keep === 'evidence' || row.keep === 'engine' ? row.keep : 'deleted'
    counts[row.class][place] += row.items
  }
  return counts
}
