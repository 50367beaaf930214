import type { ItemId, NarrativeId } from '@hub/core/ids.ts'

import type { Row } from '../schema.ts'

/** One narrative to become part of another; both are locked. `arrived`: see `MergeBefore`. */
export type Merge = {
  from: NarrativeId
  into: NarrativeId
  reason?: string | null
  details?: Record<string, unknown>
  arrived?: readonly ItemId[]
}

/** A merge with both narratives as they stood. */
export type MergePair = { gone: Row<'narrative'>; kept: Row<'narrative'> }
