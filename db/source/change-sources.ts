import type { Scope } from '@hub/core/access/scope.ts'
import type { SourceId } from '@hub/core/ids.ts'
import {
  type ChangeReport,
  type ChangeSources,
  judgeSourceChange,
  SOURCE_BATCH_MAX,
  type SourceChange,
} from '@hub/core/source/change-sources.ts'

import type { Db } from '../connect.ts'
import { newRowId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { type Write, write, type WriteBy } from '../write.ts'
import { applySourceChange } from './apply-source-change.ts'
import { findSourceIds } from './select-sources.ts'

type Batch = Omit<ChangeReport, 'undo'> & { undo: { change: SourceChange; ids: SourceId[] }[] }

/**
 * Does one thing to many sources, named or all that match a filter: a transaction and an audit entry for each thousand.
 * Those that refuse are reported one by one and stop no other. Running it again changes nothing.
 */
export async function changeSources(
  db: Db,
  by: WriteBy,
  scope: Scope,
  { change, of }: ChangeSources,
): Promise<ChangeReport> {
  const except = new Set('filter' in of ? of.except : [])
  const ids =
    'ids' in of
      ? [...new Set(of.ids)].sort()
      : (await findSourceIds(db, scope, of.filter, by.now)).filter((id) => !except.has(id))
  const total: Batch = { changed: 0, unchanged: 0, refused: [], undo: [] }
  for (let start = 0; start < ids.length || start === 0; start += SOURCE_BATCH_MAX) {
    const batch = await changeBatch(db, by, change, ids.slice(start, start + SOURCE_BATCH_MAX))
    total.changed += batch.changed
    total.unchanged += batch.unchanged
    total.refused.push(...batch.refused)
    total.undo.push(...batch.undo)
  }
  return { ...total, undo: joinUndo(total.undo) }
}

function changeBatch(db: Db, by: WriteBy, change: SourceChange, ids: readonly SourceId[]): Promise<Batch> {
  return write(db, by, async (w) => {
    await w.require('source.manage')
    const rows = await lockSources(w, ids)
    const batch: Batch = { changed: 0, unchanged: 0, refused: [], undo: [] }
    const known = new Set(rows.map(({ id }) => id))
    for (const id of ids)
      if (!known.has(id)) batch.refused.push({ id, title: '', reason: 'There is no such source any more.' })
    const fitting: Row<'source'>[] = []
    for (const row of rows) {
      const verdict = judgeSourceChange(row, change)
      if (verdict.kind === 'change') fitting.push(row)
      else if (verdict.kind === 'already') batch.unchanged += 1
      else batch.refused.push({ id: row.id, title: row.title, reason: verdict.message })
    }
    const applied = await applySourceChange(w, change, fitting)
    batch.changed = applied.changedIds.length
    batch.unchanged += fitting.length - applied.changedIds.length
    batch.undo = applied.undo
    if (batch.changed === 0) {
      w.unchanged()
      return batch
    }
    const batchId = newRowId()
    const { act, ...details } = change
    await w.audit({
      action: `many: ${act}`,
      noun: 'source',
      objectId: batchId,
      details: { ...details, sourceIds: applied.changedIds, refused: batch.refused.length },
    })
    await w.live({ noun: 'source', id: batchId, version: 1 })
    return batch
  })
}

/** In one order everywhere, so that two people's batches never wait for each other. */
function lockSources(w: Write, ids: readonly SourceId[]): Promise<Row<'source'>[]> {
  if (ids.length === 0) return Promise.resolve([])
  return w.tx
    .selectFrom('source')
    .selectAll()
    .where('world', '=', w.by.actor.world)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Batches that are put back alike are one request. */
function joinUndo(steps: Batch['undo']): ChangeReport['undo'] {
  const joined = new Map<string, { change: SourceChange; ids: SourceId[] }>()
  for (const { change, ids } of steps) {
    const key = JSON.stringify(change)
    const held = joined.get(key)
    if (held) held.ids.push(...ids)
    else joined.set(key, { change, ids: [...ids] })
  }
  return [...joined.values()].map(({ change, ids }) => ({ change, of: { ids } }))
}
