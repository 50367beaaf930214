import { detectSignals as detectInShard } from '@hub/db/signal/detect-signals.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'
import { listShards } from '@hub/db/stream/take-shard.ts'

import type { StageDeps } from '../stage-deps.ts'

export type DetectCounts = { narratives: number; signals: number }

const ASSIGNMENTS_AT_ONCE = 2_000

/** Stage 3: raises a signal with its alert for each narrative that rose since the last look. */
export async function detectSignals(deps: StageDeps, now: Date): Promise<DetectCounts> {
  const counts: DetectCounts = { narratives: 0, signals: 0 }
  for (const shard of await listShards(deps.db, deps.world)) {
    for (;;) {
      const detected = await detectInShard(
        deps.db,
        byStage('detect-signals', deps.world, now),
        shard,
        ASSIGNMENTS_AT_ONCE,
      )
      counts.narratives += detected.narratives
      counts.signals += detected.signals
      if (detected.assignments < ASSIGNMENTS_AT_ONCE) break
    }
  }
  return counts
}
