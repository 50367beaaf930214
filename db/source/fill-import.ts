import type { OpmlResult } from '@hub/core/source/parse-opml.ts'

import type { Db } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import { storeEntries } from './store-entries.ts'

/** Stores what was read from a waiting import's file, or why it could not be read. Does nothing once that was done. */
export async function fillImport(db: Db, by: WriteBy, importId: string, outline: OpmlResult): Promise<void> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const waiting = await w.tx
      .selectFrom('sourceImport')
      .select('id')
      .where('id', '=', importId)
      .where('world', '=', by.actor.world)
      .where('state', '=', 'waiting')
      .forUpdate()
      .executeTakeFirst()
    if (!waiting) return w.unchanged()
    if (outline.error === null) await storeEntries(w, importId, outline)
    else {
      const failed = { state: 'failed' as const, problem: outline.error, opml: null, finishedAt: by.now }
      await w.tx.updateTable('sourceImport').set(failed).where('id', '=', importId).execute()
    }
    const details = { found: outline.entries.length, refused: outline.refused.length, problem: outline.error }
    await w.audit({ action: 'import read', noun: 'source', objectId: importId, details })
    await w.live({ noun: 'source_import', id: importId, version: outline.refused.length })
  })
}
