import type { DraftId, NarrativeId } from '@hub/core/ids.ts'
import type { RenameNarrativeInput } from '@hub/core/narrative/triage-input.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockNarrative, updateNarrative } from './lock-narrative.ts'
import { enterRuling } from './record-ruling.ts'

/** Where a title came from when its person did not write it. */
export type TitleOrigin = { draftId: DraftId; draftedBy: string }

/** Gives a narrative a title of a person's own, which no headline replaces any more. The record says who drafted it. */
export async function renameNarrative(
  db: Db | Tx,
  by: WriteBy,
  narrativeId: NarrativeId,
  input: RenameNarrativeInput,
  origin?: TitleOrigin,
): Promise<Row<'narrative'>> {
  return write(db, by, async (w) => {
    const narrative = await lockNarrative(w, narrativeId, 'narrative.triage')
    if (narrative.title === input.title && narrative.titleSource === 'person') {
      w.unchanged()
      return narrative
    }
    w.requireVersion(narrative, input.expectedVersion)
    if (narrative.state === 'merged') {
      throw new Conflict('narrative_merged', 'This narrative was merged into another one. Rename that one.', narrative)
    }
    const renamed = await updateNarrative(w, narrative, { title: input.title, titleSource: 'person' })
    const details = { from: narrative.title, to: input.title, ...origin }
    const { title, titleSource } = narrative
    await enterRuling(w, { kind: 'rename', narrativeId, details, before: { title, titleSource } })
    await w.audit({ action: 'renamed', noun: 'narrative', objectId: narrativeId, tlp: narrative.tlp, details })
    return renamed
  })
}
