import { type IntakePurge, purgeIntake } from '@hub/db/intake/purge-intake.ts'

import type { StageDeps } from '../stage-deps.ts'

/** Drops the answers, files and reports of intake whose time is over. */
export async function purgeIntakeJob(deps: StageDeps, now: Date): Promise<IntakePurge> {
  return purgeIntake(deps.db, deps.world, now)
}
