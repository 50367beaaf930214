import { sql } from 'kysely'

import { actorReference } from '@hub/core/access/actor.ts'
import type { PurgeCount, PurgeRun } from '@hub/core/retention/purge-view.ts'
import { cutOff, ITEM_CLASSES, RETENTION_CLASSES } from '@hub/core/retention/retention-classes.ts'

import type { Db } from '../connect.ts'
import { newRowId } from '../new-id.ts'
import { write, type WriteBy } from '../write.ts'
import { type Purging, lastItemCutOff } from './item-dues.ts'
import { type ItemCounts, purgeItems } from './purge-items.ts'
import { purgeRows, type RowClass } from './purge-rows.ts'
import { readRetentionPeriods } from './retention-periods.ts'

const ROW_CLASSES = RETENTION_CLASSES.filter(
  (name): name is RowClass => !ITEM_CLASSES.some((itemClass) => itemClass === name),
)

/**
 * Deletes everything that is past its period and not held, in small transactions; then drops the months that stand empty.
 * The run is logged from its start, page by page, so that one that was cut off shows what it had done; the next one takes
 * up the rest. What was deleted stands in one audit entry.
 */
export async function runPurge(db: Db, by: WriteBy): Promise<Omit<PurgeRun, 'startedBy'>> {
  const purging: Purging = { world: by.actor.world, now: by.now, periods: await readRetentionPeriods(db) }
  const id = await startRun(db, by)
  const save = (classes: readonly PurgeCount[]) =>
    db
      .updateTable('purgeRun')
      .set({ classes: JSON.stringify(classes) })
      .where('id', '=', id)
      .execute()
  const items = await purgeItems(db, purging, async (counts) => void (await save(itemClasses(purging, counts))))
  const classes = itemClasses(purging, items)
  for (const rowClass of ROW_CLASSES) {
    const { deleted, held } = await purgeRows(db, rowClass, purging)
    classes.push({ ...headOf(purging, rowClass), deleted, held, evidence: 0, engine: 0 })
    await save(classes)
  }
  const dropped = await sql<{ partitions: string[] }>`
    select drop_spent_partitions(${lastItemCutOff(purging)}) as partitions`.execute(db)
  const partitions = dropped.rows[0]?.partitions ?? []
  await finishRun(db, by, { id, classes, partitions })
  return {
    id,
    startedAt: by.now.toISOString(),
    finishedAt: by.now.toISOString(),
    state: 'finished',
    classes,
    partitions,
  }
}

function headOf({ now, periods }: Purging, name: (typeof RETENTION_CLASSES)[number]) {
  return { class: name, periodDays: periods[name], cutOff: cutOff(now, periods[name]).toISOString() }
}

function itemClasses(purging: Purging, counts: ItemCounts): PurgeCount[] {
  return ITEM_CLASSES.map((name) => ({ ...headOf(purging, name), ...counts[name] }))
}

async function startRun(db: Db, by: WriteBy): Promise<string> {
  return write(db, by, async (w) => {
    await w.require('retention.run')
    // Whatever was cut off is said to be; this run deletes what it left.
    await w.tx.updateTable('purgeRun').set({ state: 'interrupted' }).where('state', '=', 'running').execute()
    const id = newRowId()
    await w.tx
      .insertInto('purgeRun')
      .values({ id, startedBy: actorReference(by.actor), startedAt: by.now, finishedAt: null, world: by.actor.world })
      .execute()
    // The entry for the audit record is due when the run ends and something was deleted.
    w.unchanged()
    return id
  })
}

async function finishRun(
  db: Db,
  by: WriteBy,
  run: { id: string; classes: readonly PurgeCount[]; partitions: string[] },
): Promise<void> {
  await write(db, by, async (w) => {
    await w.require('retention.run')
    await w.tx
      .updateTable('purgeRun')
      .set({
        state: 'finished',
        finishedAt: by.now,
        classes: JSON.stringify(run.classes),
        partitions: run.partitions,
      })
      .where('id', '=', run.id)
      .execute()
    const done = run.classes.filter(({ deleted }) => deleted > 0)
    if (done.length + run.partitions.length === 0) w.unchanged()
    else {
      const details = { classes: done, partitions: run.partitions }
      await w.audit({ action: 'purged', noun: 'retention', objectId: run.id, details })
    }
    await w.live({ noun: 'retention', id: run.id, version: 1 })
  })
}
