import { detectSignals } from './jobs/detect-signals.ts'
import { escalateDeliveries } from './jobs/escalate-deliveries.ts'
import { maintainPartitions } from './jobs/maintain-partitions.ts'
import { routeAlerts } from './jobs/route-alerts.ts'
import { sendDeliveries } from './jobs/send-deliveries.ts'
import { type SweepDeps, sweepUndone } from './jobs/sweep-undone.ts'
import type { JobRegistry } from './queue.ts'

/** What each job of the queue runs. */
export function createRegistry(deps: SweepDeps, clock: () => Date): JobRegistry {
  return {
    'detect-signals': () => detectSignals(deps, clock()),
    'route-alerts': () => routeAlerts(deps, clock()),
    'send-deliveries': () => sendDeliveries(deps, clock()),
    'escalate-deliveries': () => escalateDeliveries(deps, clock()),
    'sweep-undone': () => sweepUndone(deps, clock()),
    'maintain-partitions': () => maintainPartitions(deps, clock()),
  }
}
