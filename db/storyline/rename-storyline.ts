import type { StorylineId } from '@hub/core/ids.ts'
import type { RenameStoryline } from '@hub/core/storyline/storyline-view.ts'

import type { Db, Tx } from '../connect.ts'
import { NotFound } from '../errors.ts'
import { write, type WriteBy } from '../write.ts'

/** Gives a storyline another name. */
export async function renameStoryline(
  db: Db | Tx,
  by: WriteBy,
  id: StorylineId,
  { title, expectedVersion }: RenameStoryline,
): Promise<void> {
  return write(db, by, async (w) => {
    await w.require('narrative.triage')
    const storyline = await w.tx
      .selectFrom('storyline')
      .selectAll()
      .where('id', '=', id)
      .where('world', '=', by.actor.world)
      .forUpdate()
      .executeTakeFirst()
    if (!storyline) throw new NotFound('storyline')
    if (storyline.title === title) return w.unchanged()
    w.requireVersion(storyline, expectedVersion)
    const rowVersion = storyline.rowVersion + 1
    await w.tx.updateTable('storyline').set({ title, rowVersion, updatedAt: by.now }).where('id', '=', id).execute()
    await w.audit({ action: 'renamed', noun: 'storyline', objectId: id, details: { from: storyline.title, to: title } })
    await w.live({ noun: 'storyline', id, version: rowVersion })
  })
}
