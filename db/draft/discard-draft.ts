import { actorReference } from '@hub/core/access/actor.ts'
import type { DraftId, NarrativeId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import { lockDraft } from './lock-draft.ts'

/** Takes a draft out of sight; its words are not kept. Returns the narrative's id. */
export async function discardDraft(db: Db | Tx, by: WriteBy, draftId: DraftId): Promise<NarrativeId> {
  return write(db, by, async (w) => {
    const { draft, narrative } = await lockDraft(w, draftId)
    if (draft.outcome === 'discarded') {
      w.unchanged()
      return narrative.id
    }
    const rowVersion = draft.rowVersion + 1
    await w.tx
      .updateTable('narrativeDraft')
      .set({
        title: null,
        sentences: '[]',
        outcome: 'discarded',
        decidedBy: actorReference(by.actor),
        decidedAt: by.now,
        rowVersion,
        updatedAt: by.now,
      })
      .where('id', '=', draftId)
      .execute()
    const details = { narrativeId: narrative.id, model: draft.model }
    await w.audit({ action: 'discard', noun: 'narrative_draft', objectId: draftId, tlp: narrative.tlp, details })
    await w.live({ noun: 'narrative_draft', id: narrative.id, version: rowVersion })
    return narrative.id
  })
}
