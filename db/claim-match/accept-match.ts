import { actorReference } from '@hub/core/access/actor.ts'
import type { ClaimMatchId } from '@hub/core/ids.ts'
import { decideMatch } from '@hub/core/match/decide-match.ts'

import type { Db, Tx } from '../connect.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockMatch, updateMatch } from './lock-match.ts'

/** Says that a fact-check is about what a narrative says. It judges neither the narrative nor the claim. */
export async function acceptMatch(
  db: Db | Tx,
  by: WriteBy,
  id: ClaimMatchId,
  input: { expectedVersion?: number | undefined } = {},
): Promise<Row<'claimMatch'>> {
  return write(db, by, async (w) => {
    const match = await lockMatch(w, id)
    if (match.state === 'accepted') {
      w.unchanged()
      return match
    }
    obeyVerdict(decideMatch(match.state, 'accepted'), match)
    w.requireVersion(match, input.expectedVersion)
    const decision = { decidedBy: actorReference(by.actor), decidedAt: by.now, reason: null }
    return updateMatch(w, match, 'accepted', { state: 'accepted', ...decision })
  })
}
