import { actorReference } from '@hub/core/access/actor.ts'
import type { NarrativeId, SnoozeId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { NotFound } from '../errors.ts'
import { lockNarrative } from '../narrative/lock-narrative.ts'
import { write, type WriteBy } from '../write.ts'
import { endSnooze } from './end-snooze.ts'

/** Takes a snooze back: the next rise raises an alert again. One that has ended stays ended as it did. */
export async function undoSnooze(db: Db | Tx, by: WriteBy, narrativeId: NarrativeId, id: SnoozeId): Promise<void> {
  await write(db, by, async (w) => {
    await lockNarrative(w, narrativeId, 'narrative.snooze')
    const snooze = await w.tx
      .selectFrom('narrativeSnooze')
      .selectAll()
      .where('id', '=', id)
      .where('narrativeId', '=', narrativeId)
      .forUpdate()
      .executeTakeFirst()
    if (!snooze) throw new NotFound('snooze')
    if (snooze.endedAt !== null) {
      w.unchanged()
      return
    }
    await endSnooze(w, snooze, 'undone', actorReference(by.actor))
  })
}
