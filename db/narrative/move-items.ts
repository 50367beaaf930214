import type { ItemId, NarrativeId, RulingId } from '@hub/core/ids.ts'
import type { MoveItemsInput } from '@hub/core/narrative/ruling-input.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { checkVersions } from './check-versions.ts'
import { lockAllForRuling, requireLocked } from './lock-for-ruling.ts'
import { takeItems } from './take-items.ts'

/**
 * A person moves items to a narrative from wherever they stand: one ruling for each narrative that loses some. Items that
 * stand there already change nothing.
 */
export async function moveItems(
  db: Db | Tx,
  by: WriteBy,
  intoId: NarrativeId,
  { itemIds, reason, expectedVersions }: MoveItemsInput,
): Promise<{ rulingIds: RulingId[] }> {
  return write(db, by, async (w) => {
    const sources = (await findStanding(w, itemIds)).filter((id) => id !== intoId)
    const locked = await lockAllForRuling(w, [intoId, ...sources])
    if (sources.length === 0) {
      w.unchanged()
      return { rulingIds: [] }
    }
    checkVersions(w, locked, expectedVersions)
    const now = await findStanding(w, itemIds)
    if (now.some((id) => !locked.narratives.has(id))) {
      throw new Conflict('narrative_busy', 'Some of these items were just moved elsewhere. Look again, then repeat it.')
    }
    const rulingIds: RulingId[] = []
    for (const source of now.filter((id) => id !== intoId)) {
      const { rulingId } = await takeItems(w, locked.shards, {
        kind: 'move',
        source: requireLocked(locked, source),
        into: requireLocked(locked, intoId),
        itemIds,
        reason: reason ?? null,
      })
      rulingIds.push(rulingId)
    }
    return { rulingIds }
  })
}

/** The narratives that items stand in, by id. */
async function findStanding(w: Write, itemIds: readonly ItemId[]): Promise<NarrativeId[]> {
  const rows = await w.tx
    .selectFrom('itemAssignment')
    .select('narrativeId')
    .distinct()
    .where('itemId', 'in', itemIds)
    .orderBy('narrativeId')
    .execute()
  return rows.map(({ narrativeId }) => narrativeId)
}
