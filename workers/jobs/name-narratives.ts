import { nameNarratives as name } from '@hub/db/narrative/name-narratives.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { StageDeps } from '../stage-deps.ts'

/** Narratives looked at in one transaction, and transactions in one run. */
const AT_ONCE = 50
const ROUNDS = 20

/** Gives narratives that have grown their most central headline as a name; a name a person gave stays. */
export async function nameNarratives(deps: StageDeps, now: Date): Promise<{ looked: number; renamed: number }> {
  const counts = { looked: 0, renamed: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    const named = await name(deps.db, byStage('name-narratives', deps.world, now), AT_ONCE)
    counts.looked += named.looked
    counts.renamed += named.renamed
    if (named.looked < AT_ONCE) break
  }
  return counts
}
