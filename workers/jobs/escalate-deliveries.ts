import { escalateDeliveries as escalateDue, type EscalatedDeliveries } from '@hub/db/alert/escalate-deliveries.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { StageDeps } from '../stage-deps.ts'

const DELIVERIES_AT_ONCE = 50

/** Stage 6, by the clock: tells the next person up the ladder where an acknowledgement is missed. */
export async function escalateDeliveries(deps: StageDeps, now: Date): Promise<EscalatedDeliveries> {
  const counts: EscalatedDeliveries = { escalated: 0, people: 0, exhausted: 0 }
  for (;;) {
    const batch = await escalateDue(deps.db, byStage('escalate-deliveries', deps.world, now), DELIVERIES_AT_ONCE)
    counts.escalated += batch.escalated
    counts.people += batch.people
    counts.exhausted += batch.exhausted
    if (batch.escalated < DELIVERIES_AT_ONCE) return counts
  }
}
