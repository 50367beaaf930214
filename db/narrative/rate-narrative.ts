import type { NarrativeId } from '@hub/core/ids.ts'
import type { RateNarrativeInput } from '@hub/core/narrative/triage-input.ts'
import { rateNarrative as judgeRating } from '@hub/core/narrative/triage-narrative.ts'

import type { Db, Tx } from '../connect.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { decideTriage } from './decide-triage.ts'
import { lockNarrative } from './lock-narrative.ts'

/** Rates how urgent a narrative is. It keeps its state, and leaves the triage queue: somebody has looked. */
export async function rateNarrative(
  db: Db | Tx,
  by: WriteBy,
  narrativeId: NarrativeId,
  input: RateNarrativeInput,
): Promise<Row<'narrative'>> {
  return write(db, by, async (w) => {
    const narrative = await lockNarrative(w, narrativeId, 'narrative.triage')
    if (narrative.severity === input.severity && narrative.triagedAt) {
      w.unchanged()
      return narrative
    }
    w.requireVersion(narrative, input.expectedVersion)
    obeyVerdict(judgeRating(narrative.state), narrative)
    return decideTriage(w, narrative, 'rate', { severity: input.severity })
  })
}
