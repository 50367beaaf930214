import { restNarratives as rest } from '@hub/db/narrative/rest-narratives.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { StageDeps } from '../stage-deps.ts'

const ROUNDS = 40

/** Puts narratives to rest that nothing has been added to for two weeks. */
export async function restNarratives(deps: StageDeps, now: Date): Promise<{ rested: number }> {
  let rested = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const count = await rest(deps.db, byStage('rest-narratives', deps.world, now))
    rested += count
    if (count === 0) break
  }
  return { rested }
}
