import type { SourceId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockSource } from './lock-source.ts'

/** Has an approved source fetched at the next opportunity instead of when it would be due. */
export async function retrySource(db: Db | Tx, by: WriteBy, id: SourceId): Promise<Row<'source'>> {
  return write(db, by, async (w) => {
    await w.require('source.manage')
    const source = await lockSource(w, id)
    if (source.state !== 'approved') {
      throw new Conflict(
        'source_not_collected',
        'Only an approved source is fetched. Approve or resume it first.',
        source,
      )
    }
    if (source.nextFetchAt <= by.now) {
      w.unchanged()
      return source
    }
    const due = await w.tx
      .updateTable('source')
      .set({ nextFetchAt: by.now, rowVersion: source.rowVersion + 1, updatedAt: by.now })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await w.audit({
      action: 'retry',
      noun: 'source',
      objectId: id,
      details: { wasDueAt: source.nextFetchAt.toISOString() },
    })
    await w.live({ noun: 'source', id, version: due.rowVersion })
    return due
  })
}
