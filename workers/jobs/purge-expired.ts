import { runPurge } from '@hub/db/retention/run-purge.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { StageDeps } from '../stage-deps.ts'

/** Deletes what is past its period. Run again, it takes up what is left. */
export async function purgeExpired(deps: StageDeps, now: Date): Promise<{ deleted: number; partitions: number }> {
  const { classes, partitions } = await runPurge(deps.db, byStage('purge-expired', deps.world, now))
  return { deleted: classes.reduce((sum, { deleted }) => sum + deleted, 0), partitions: partitions.length }
}
