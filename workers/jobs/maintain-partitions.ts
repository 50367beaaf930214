import { maintainPartitions as maintain, type Maintenance } from '@hub/db/stream/maintain-partitions.ts'

import type { StageDeps } from '../stage-deps.ts'

/** Keeps partitions ahead of time, so that no month begins without a place for its rows. */
export async function maintainPartitions(deps: StageDeps, now: Date): Promise<Maintenance> {
  return maintain(deps.db, now)
}
