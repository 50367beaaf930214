import { routeAlerts as routeRaised, type RoutedAlerts } from '@hub/db/alert/route-alerts.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { StageDeps } from '../stage-deps.ts'

const ALERTS_AT_ONCE = 50

/** Stage 5: turns each raised alert into deliveries to the units that the routing rules name. */
export async function routeAlerts(deps: StageDeps, now: Date): Promise<RoutedAlerts> {
  const counts: RoutedAlerts = { alerts: 0, deliveries: 0 }
  for (;;) {
    const routed = await routeRaised(deps.db, byStage('route-alerts', deps.world, now), ALERTS_AT_ONCE)
    counts.alerts += routed.alerts
    counts.deliveries += routed.deliveries
    if (routed.alerts < ALERTS_AT_ONCE) return counts
  }
}
