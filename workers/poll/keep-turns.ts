import type { Db } from '@hub/db/connect.ts'
import { endSiteTurns, takeSiteTurn } from '@hub/db/stream/site-turn.ts'

import type { TurnKeeper } from './politeness.ts'

/** A request with its redirects, and a page's worth of time around it; a dead process's turn is free after so long. */
const HOLD_MS = 60_000

/** Keeps the turns of sites in the database, where every process sees them. */
export function keepTurns(db: Db, clock: () => Date): TurnKeeper {
  return {
    async take(site, gapMs) {
      const now = clock()
      const answer = await takeSiteTurn(db, { site, gapMs, now, holdForMs: HOLD_MS })
      return answer.kind === 'taken' ? answer : { kind: 'wait', ms: answer.until.getTime() - now.getTime() }
    },
    end: (turn) => endSiteTurns(db, [{ turn, endedAt: clock(), restUntil: null }]),
  }
}
