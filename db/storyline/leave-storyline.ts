import type { NarrativeId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import { takeOutOfStoryline } from './storyline-members.ts'

/** Takes a narrative out of its storyline. */
export async function leaveStoryline(db: Db | Tx, by: WriteBy, narrativeId: NarrativeId): Promise<void> {
  return write(db, by, async (w) => {
    await w.require('narrative.triage')
    const storylineId = await takeOutOfStoryline(w, narrativeId)
    if (storylineId === null) return w.unchanged()
    await w.audit({ action: 'left', noun: 'storyline', objectId: storylineId, details: { narrativeId } })
  })
}
