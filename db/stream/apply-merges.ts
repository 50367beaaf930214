import { itemIdSchema, narrativeIdSchema } from '@hub/core/ids.ts'

import { mergeAll } from '../narrative/merge-into.ts'
import type { Write } from '../write.ts'
import type { PlacedItem } from './insert-assignments.ts'
import type { EngineMerge } from './resolve-placed.ts'

/** Carries out the engine's merges in order; each can be taken back by a person like a ruling. */
export async function applyMerges(
  w: Write,
  merges: readonly EngineMerge[],
  placed: readonly PlacedItem[],
): Promise<void> {
  await mergeAll(
    w,
    merges.map(({ from, into, reason, sequence, names }) => ({
      from: narrativeIdSchema.parse(from),
      into: narrativeIdSchema.parse(into),
      details: reason,
      // Placed there by this very batch, they stand in the survivor from the first.
      arrived: placed
        .slice(0, sequence)
        .flatMap(({ narrativeId, itemId }) => (names.has(narrativeId) ? [itemIdSchema.parse(itemId)] : [])),
    })),
  )
}
