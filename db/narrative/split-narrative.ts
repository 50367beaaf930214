import type { NarrativeId, RulingId } from '@hub/core/ids.ts'
import type { SplitNarrativeInput } from '@hub/core/narrative/ruling-input.ts'

import type { Db, Tx } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import { checkVersions } from './check-versions.ts'
import { lockAllForRuling, requireLocked } from './lock-for-ruling.ts'
import { takeItems } from './take-items.ts'

/** A person takes items out of a narrative, into one of their own or into another there is; the two never merge by themselves. */
export async function splitNarrative(
  db: Db | Tx,
  by: WriteBy,
  narrativeId: NarrativeId,
  { itemIds, into, reason, expectedVersions }: SplitNarrativeInput,
): Promise<{ rulingId: RulingId; intoId: NarrativeId }> {
  return write(db, by, async (w) => {
    const locked = await lockAllForRuling(w, 'id' in into ? [narrativeId, into.id] : [narrativeId])
    checkVersions(w, locked, expectedVersions)
    return takeItems(w, locked.shards, {
      kind: 'split',
      source: requireLocked(locked, narrativeId),
      into: 'id' in into ? requireLocked(locked, into.id) : { title: into.title },
      itemIds,
      reason: reason ?? null,
    })
  })
}
