import type { NarrativeId } from '@hub/core/ids.ts'
import { moveNarrative } from '@hub/core/narrative/narrative-state.ts'
import type { DismissNarrativeInput } from '@hub/core/narrative/triage-input.ts'

import type { Db, Tx } from '../connect.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { decideTriage } from './decide-triage.ts'
import { lockForRuling } from './lock-for-ruling.ts'
import { recordRuling } from './record-ruling.ts'

/** Dismisses a narrative for one of the five reasons. The engine keeps filing its continuation there, out of sight. */
export async function dismissNarrative(
  db: Db | Tx,
  by: WriteBy,
  narrativeId: NarrativeId,
  input: DismissNarrativeInput,
): Promise<Row<'narrative'>> {
  return write(db, by, async (w) => {
    const narrative = await lockForRuling(w, narrativeId)
    if (narrative.state === 'dismissed' && narrative.dismissedReason === input.reason) {
      w.unchanged()
      return narrative
    }
    w.requireVersion(narrative, input.expectedVersion)
    obeyVerdict(moveNarrative(narrative.state, { to: 'dismissed', by: 'person', reason: input.reason }), narrative)
    await recordRuling(w, narrative, 'dismiss', input.reason)
    return decideTriage(w, narrative, 'dismiss', { state: 'dismissed', dismissedReason: input.reason })
  })
}
