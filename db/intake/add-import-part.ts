import type { ItemImportId } from '@hub/core/ids.ts'
import { IMPORT_PART_BYTES } from '@hub/core/intake/item-import.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { write, type WriteBy } from '../write.ts'
import { lockOwnItemImport } from './lock-item-import.ts'

/** Keeps one part of an import's file, counted from 0. Sending a part again changes nothing. */
export async function addImportPart(
  db: Db | Tx,
  by: WriteBy,
  input: { id: ItemImportId; part: number; content: Uint8Array },
): Promise<void> {
  return write(db, by, async (w) => {
    await w.require('item.add')
    const item = await lockOwnItemImport(w, input.id)
    // The file is one thing: its beginning and its start are recorded, not each of its parts.
    w.unchanged()
    if (item.state !== 'uploading') return
    const isLast = (input.part + 1) * IMPORT_PART_BYTES >= item.bytes
    const expected = isLast ? item.bytes - input.part * IMPORT_PART_BYTES : IMPORT_PART_BYTES
    if (input.content.byteLength !== expected)
      throw new Conflict('part_differs', 'This part of the file is not what was announced. Choose the file again.')
    const added = await w.tx
      .insertInto('itemImportPart')
      .values({ importId: item.id, part: input.part, content: input.content })
      .onConflict((conflict) => conflict.doNothing())
      .returning('part')
      .execute()
    if (added.length === 0) return
    await w.tx
      .updateTable('itemImport')
      .set({ bytesReceived: item.bytesReceived + input.content.byteLength, updatedAt: by.now })
      .where('id', '=', item.id)
      .execute()
  })
}
