import { suggestStorylines as suggest } from '@hub/db/storyline/suggest-storylines.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { StageDeps } from '../stage-deps.ts'

/** Narratives compared in one transaction, and transactions in one run. */
const AT_ONCE = 25
const ROUNDS = 20

/** Suggests narratives that may be told as one storyline, for those that have grown since they were last compared. */
export async function suggestStorylines(deps: StageDeps, now: Date): Promise<{ looked: number; suggested: number }> {
  const counts = { looked: 0, suggested: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    const done = await suggest(deps.db, byStage('suggest-storylines', deps.world, now), AT_ONCE)
    counts.looked += done.looked
    counts.suggested += done.suggested
    if (done.looked < AT_ONCE) break
  }
  return counts
}
