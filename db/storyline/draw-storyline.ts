import type { NarrativeId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import { uniteInStoryline } from './storyline-members.ts'

/** Tells two narratives as one storyline because a person sees that they are; no suggestion is needed. */
export async function drawStoryline(db: Db | Tx, by: WriteBy, first: NarrativeId, second: NarrativeId): Promise<void> {
  return write(db, by, async (w) => {
    await w.require('narrative.triage')
    const { storylineId, action } = await uniteInStoryline(w, first, second)
    if (action === 'kept') return w.unchanged()
    await w.audit({ action, noun: 'storyline', objectId: storylineId, details: { narratives: [first, second] } })
  })
}
