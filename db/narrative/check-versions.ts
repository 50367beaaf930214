import type { NarrativeId } from '@hub/core/ids.ts'

import type { Write } from '../write.ts'
import { type LockedForRuling, requireLocked } from './lock-for-ruling.ts'

/** Refuses a ruling on narratives that changed since the person looked, handing both versions back. */
export function checkVersions(
  w: Write,
  locked: LockedForRuling,
  expected: readonly { id: NarrativeId; version: number }[] | undefined,
): void {
  for (const { id, version } of expected ?? []) w.requireVersion(requireLocked(locked, id), version)
}
