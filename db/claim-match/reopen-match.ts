import type { ClaimMatchId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockMatch, updateMatch } from './lock-match.ts'

/** Takes a decision on a match back: it is a suggestion again. */
export async function reopenMatch(db: Db | Tx, by: WriteBy, id: ClaimMatchId): Promise<Row<'claimMatch'>> {
  return write(db, by, async (w) => {
    const match = await lockMatch(w, id)
    if (match.state === 'suggested') {
      w.unchanged()
      return match
    }
    return updateMatch(w, match, 'reopened', { state: 'suggested', decidedBy: null, decidedAt: null, reason: null })
  })
}
