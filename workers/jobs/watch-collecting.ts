import { noteCollecting } from '@hub/db/health/note-collecting.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { StageDeps } from '../stage-deps.ts'

/** Notes when no source at all answers any more, and when one does again; the operator's log says so too. */
export async function watchCollecting(deps: StageDeps, now: Date): Promise<void> {
  const note = await noteCollecting(deps.db, byStage('watch-collecting', deps.world, now))
  if (note === 'stopped') deps.log.warn({}, 'No source can be fetched: does this machine reach the internet?')
  if (note === 'resumed') deps.log.info({}, 'Sources answer again')
}
