import type { Actor } from '@hub/core/access/actor.ts'
import type { World } from '@hub/core/access/role.ts'
import type { JobName } from '@hub/core/jobs.ts'

import type { WriteBy } from '../write.ts'

/** A pipeline stage as the one who writes. */
export function byStage(stage: JobName, world: World, now: Date): WriteBy {
  const actor: Actor = { kind: 'job', name: stage, world }
  return { actor, now }
}
