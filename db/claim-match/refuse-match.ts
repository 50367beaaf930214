import { actorReference } from '@hub/core/access/actor.ts'
import type { ClaimMatchId } from '@hub/core/ids.ts'
import { decideMatch, type RefusalReason } from '@hub/core/match/decide-match.ts'

import type { Db, Tx } from '../connect.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockMatch, updateMatch } from './lock-match.ts'

/** Says why a fact-check does not belong to a narrative. It is not suggested there again, nor where that narrative is merged. */
export async function refuseMatch(
  db: Db | Tx,
  by: WriteBy,
  id: ClaimMatchId,
  input: { reason: RefusalReason; expectedVersion?: number | undefined },
): Promise<Row<'claimMatch'>> {
  const { reason } = input
  return write(db, by, async (w) => {
    const match = await lockMatch(w, id)
    if (match.state === 'refused' && match.reason === reason) {
      w.unchanged()
      return match
    }
    obeyVerdict(decideMatch(match.state, 'refused'), match)
    w.requireVersion(match, input.expectedVersion)
    const decision = { decidedBy: actorReference(by.actor), decidedAt: by.now, reason }
    return updateMatch(w, match, 'refused', { state: 'refused', ...decision })
  })
}
