import type { Permission } from '@hub/core/access/permissions.ts'

import type { Db } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'

/** Leaves an entry that somebody looked: what auditors read of live work is itself on the record. */
export async function recordRead(
  db: Db,
  by: WriteBy,
  read: { permission: Permission; noun: string; objectId: string | null; query?: string },
): Promise<void> {
  await write(db, by, async (w) => {
    await w.require(read.permission)
    await w.audit({
      action: 'read',
      noun: read.noun,
      objectId: read.objectId,
      details: read.query ? { query: read.query } : {},
    })
  })
}
