import { actorReference } from '@hub/core/access/actor.ts'
import type { DraftId, NarrativeId } from '@hub/core/ids.ts'
import type { TakeDraftTitleInput } from '@hub/core/model/draft-view.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { renameNarrative } from '../narrative/rename-narrative.ts'
import { write, type WriteBy } from '../write.ts'
import { lockDraft } from './lock-draft.ts'

/**
 * A person takes over a drafted title: the narrative is renamed by them, and the record of it says which model drafted it.
 * Returns the narrative's id.
 */
export async function takeDraftTitle(
  db: Db | Tx,
  by: WriteBy,
  draftId: DraftId,
  input: TakeDraftTitleInput,
): Promise<NarrativeId> {
  return write(db, by, async (w) => {
    const { draft, narrative } = await lockDraft(w, draftId)
    if (draft.outcome === 'title_used') {
      w.unchanged()
      return narrative.id
    }
    const { title, model } = draft
    if (draft.outcome === 'discarded' || title === null || model === null) {
      throw new Conflict('draft_without_title', 'This draft has no title to use. Rename the narrative yourself.', draft)
    }
    const origin = { draftId, draftedBy: model }
    const renamed = await renameNarrative(w.tx, by, narrative.id, { title, ...input }, origin)
    const rowVersion = draft.rowVersion + 1
    await w.tx
      .updateTable('narrativeDraft')
      .set({
        outcome: 'title_used',
        decidedBy: actorReference(by.actor),
        decidedAt: by.now,
        rowVersion,
        updatedAt: by.now,
      })
      .where('id', '=', draftId)
      .execute()
    await w.live({ noun: 'narrative_draft', id: narrative.id, version: rowVersion })
    // Renaming left the entry, unless the narrative bore this title already.
    if (renamed.rowVersion !== narrative.rowVersion) w.unchanged()
    else
      await w.audit({
        action: 'title_used',
        noun: 'narrative_draft',
        objectId: draftId,
        tlp: narrative.tlp,
        details: { narrativeId: narrative.id, title, draftedBy: model },
      })
    return narrative.id
  })
}
