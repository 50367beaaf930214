import type { DraftId } from '@hub/core/ids.ts'

import { Conflict, NotFound } from '../errors.ts'
import { lockNarrative } from '../narrative/lock-narrative.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** Locks a draft with its narrative, the narrative first as everywhere, and checks the permission. Refuses one that waits. */
export async function lockDraft(
  w: Write,
  draftId: DraftId,
): Promise<{ draft: Row<'narrativeDraft'>; narrative: Row<'narrative'> }> {
  await w.require('narrative.triage')
  const named = await w.tx
    .selectFrom('narrativeDraft')
    .select('narrativeId')
    .where('id', '=', draftId)
    .where('world', '=', w.by.actor.world)
    .executeTakeFirst()
  if (!named) throw new NotFound('narrative_draft')
  const narrative = await lockNarrative(w, named.narrativeId, 'narrative.triage')
  const draft = await w.tx
    .selectFrom('narrativeDraft')
    .selectAll()
    .where('id', '=', draftId)
    .forUpdate()
    .executeTakeFirst()
  if (!draft) throw new NotFound('narrative_draft')
  if (draft.state === 'waiting') {
    throw new Conflict('draft_waiting', 'This draft is still being written. Wait until it is there.')
  }
  return { draft, narrative }
}
