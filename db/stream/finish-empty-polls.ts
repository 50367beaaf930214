import type { SourceId } from '@hub/core/ids.ts'

import type { Db } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import { endTurnsOf } from './end-turns-of.ts'
import type { FinishedPoll } from './finished-poll.ts'
import { settleSources } from './settle-sources.ts'

/**
 * Writes polls that brought no items, many at once: most answers say that nothing changed, and each would cost a transaction
 * of its own. Returns the sources written; those whose claims passed to another worker are none of them.
 */
export async function finishEmptyPolls(db: Db, by: WriteBy, polls: readonly FinishedPoll[]): Promise<Set<SourceId>> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const written = await settleSources(
      w,
      polls.map((poll) => ({ poll, newItems: 0 })),
    )
    await endTurnsOf(w, polls)
    w.unchanged()
    return written
  })
}
