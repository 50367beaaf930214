import { sendDeliveries as sendWaiting, type SentDeliveries } from '@hub/db/alert/send-deliveries.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { StageDeps } from '../stage-deps.ts'

const DELIVERIES_AT_ONCE = 50

/** Stage 6: sends what waits to the people on duty and starts the acknowledgement clocks. */
export async function sendDeliveries(deps: StageDeps, now: Date): Promise<SentDeliveries> {
  const counts: SentDeliveries = { sent: 0, held: 0, people: 0 }
  for (;;) {
    const batch = await sendWaiting(deps.db, byStage('send-deliveries', deps.world, now), DELIVERIES_AT_ONCE)
    counts.sent += batch.sent
    counts.held += batch.held
    counts.people += batch.people
    if (batch.sent + batch.held < DELIVERIES_AT_ONCE) return counts
  }
}
