import type { ItemImportId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { write, type WriteBy } from '../write.ts'
import { lockOwnItemImport } from './lock-item-import.ts'

/** Lets the background read an import whose file is here whole. Starting it again changes nothing. */
export async function startItemImport(db: Db | Tx, by: WriteBy, id: ItemImportId): Promise<void> {
  return write(db, by, async (w) => {
    await w.require('item.add')
    const item = await lockOwnItemImport(w, id)
    if (item.state !== 'uploading') return w.unchanged()
    if (item.bytesReceived !== item.bytes)
      throw new Conflict('file_incomplete', 'The file is not here whole yet. Send the parts that are missing.')
    await w.tx
      .updateTable('itemImport')
      .set({ state: 'running', rowVersion: item.rowVersion + 1, updatedAt: by.now })
      .where('id', '=', item.id)
      .execute()
    await w.audit({ action: 'started', noun: 'item_import', objectId: item.id, details: { name: item.name } })
    await w.publish({
      topic: 'import-items',
      aggregate: 'item_import',
      aggregateId: item.id,
      aggregateVersion: item.rowVersion + 1,
      idempotencyKey: `item-import:${item.id}:start`,
    })
    await w.live({ noun: 'item_import', id: item.id, version: item.rowVersion + 1 })
  })
}
