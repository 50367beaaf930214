import type { ItemImportId } from '@hub/core/ids.ts'

import type { Row } from '../schema.ts'
import type { Db, Tx } from '../connect.ts'
import { type Write, write, type WriteBy } from '../write.ts'
import { lockItemImport, lockOwnItemImport } from './lock-item-import.ts'

/** Stops an import at a person's wish. What it added stays; its bytes are dropped. */
export async function stopItemImport(db: Db | Tx, by: WriteBy, id: ItemImportId): Promise<void> {
  return write(db, by, async (w) => {
    await w.require('item.add')
    const item = await lockOwnItemImport(w, id)
    if (item.state === 'done' || item.state === 'stopped') return w.unchanged()
    await endImport(w, item, 'stopped', 'It was stopped. Import the file again to go on: what is there already stays.')
  })
}

/**
 * Ends an import in the background: `done`, or stopped with words that say why. Without `fence` it ends whoever works on
 * it. Does nothing when another worker has it or it ended already.
 */
export async function finishItemImport(
  db: Db | Tx,
  by: WriteBy,
  input: { id: ItemImportId; fence?: number; problem: string | null },
): Promise<void> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const item = await lockItemImport(w, input.id)
    const isTheirs = input.fence !== undefined && item.claimFence !== input.fence
    if (item.state === 'done' || item.state === 'stopped' || isTheirs) return w.unchanged()
    await endImport(w, item, input.problem === null ? 'done' : 'stopped', input.problem)
  })
}

async function endImport(
  w: Write,
  item: Row<'itemImport'>,
  state: 'done' | 'stopped',
  problem: string | null,
): Promise<void> {
  await w.tx
    .updateTable('itemImport')
    .set({
      state,
      problem,
      finishedAt: w.by.now,
      claimedUntil: null,
      rowVersion: item.rowVersion + 1,
      updatedAt: w.by.now,
      ...(state === 'done' ? { bytesRead: item.bytes } : {}),
    })
    .where('id', '=', item.id)
    .execute()
  await w.tx.deleteFrom('itemImportPart').where('importId', '=', item.id).execute()
  const { name, found, added, known, filtered, refused } = item
  const action = state === 'done' ? 'finished' : 'stopped'
  const details = { name, found, added, known, filtered, refused, problem }
  await w.audit({ action, noun: 'item_import', objectId: item.id, details })
  await w.live({ noun: 'item_import', id: item.id, version: item.rowVersion + 1 })
}
