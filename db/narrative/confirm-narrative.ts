import type { NarrativeId } from '@hub/core/ids.ts'
import { moveNarrative } from '@hub/core/narrative/narrative-state.ts'
import type { ConfirmNarrativeInput } from '@hub/core/narrative/triage-input.ts'

import type { Db, Tx } from '../connect.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { decideTriage } from './decide-triage.ts'
import { lockForRuling } from './lock-for-ruling.ts'
import { recordRuling } from './record-ruling.ts'

/** Confirms that a narrative is one story that concerns us, and rates its urgency when given. The engine keeps its id in every merge. */
export async function confirmNarrative(
  db: Db | Tx,
  by: WriteBy,
  narrativeId: NarrativeId,
  input: ConfirmNarrativeInput,
): Promise<Row<'narrative'>> {
  return write(db, by, async (w) => {
    const narrative = await lockForRuling(w, narrativeId)
    const severity = input.severity ?? narrative.severity
    if (narrative.state === 'confirmed' && narrative.severity === severity) {
      w.unchanged()
      return narrative
    }
    w.requireVersion(narrative, input.expectedVersion)
    // Confirming again with another severity is a rating of what is confirmed already.
    if (narrative.state === 'confirmed') return decideTriage(w, narrative, 'rate', { severity })
    obeyVerdict(moveNarrative(narrative.state, { to: 'confirmed', by: 'person' }), narrative)
    await recordRuling(w, narrative, 'confirm')
    return decideTriage(w, narrative, 'confirm', { state: 'confirmed', dismissedReason: null, severity })
  })
}
