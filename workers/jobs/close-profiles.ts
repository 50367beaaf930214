import { closeProfiles as close } from '@hub/db/profile/close-profiles.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { StageDeps } from '../stage-deps.ts'

/** Says that a watch profile has ended, within a minute of its end. */
export async function closeProfiles(deps: StageDeps, now: Date): Promise<{ ended: number }> {
  const ended = await close(deps.db, byStage('close-profiles', deps.world, now))
  return { ended: ended.length }
}
