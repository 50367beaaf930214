import type { AllowList } from '@hub/core/source/allow-list.ts'

import { closeProfiles } from './jobs/close-profiles.ts'
import { detectSignals } from './jobs/detect-signals.ts'
import { escalateDeliveries } from './jobs/escalate-deliveries.ts'
import { importItems } from './jobs/import-items.ts'
import { importSources } from './jobs/import-sources.ts'
import { maintainPartitions } from './jobs/maintain-partitions.ts'
import { nameNarratives } from './jobs/name-narratives.ts'
import { purgeExpired } from './jobs/purge-expired.ts'
import { purgeIntakeJob } from './jobs/purge-intake.ts'
import { restNarratives } from './jobs/rest-narratives.ts'
import { routeAlerts } from './jobs/route-alerts.ts'
import { sendDeliveries } from './jobs/send-deliveries.ts'
import { suggestStorylines } from './jobs/suggest-storylines.ts'
import { type SweepDeps, sweepUndone } from './jobs/sweep-undone.ts'
import { watchCollecting } from './jobs/watch-collecting.ts'
import type { JobRegistry } from './queue.ts'

/** What each job of the queue runs. */
export function createRegistry(deps: SweepDeps & { allowList: AllowList }, clock: () => Date): JobRegistry {
  return {
    'detect-signals': () => detectSignals(deps, clock()),
    'name-narratives': () => nameNarratives(deps, clock()),
    'suggest-storylines': () => suggestStorylines(deps, clock()),
    'rest-narratives': () => restNarratives(deps, clock()),
    'route-alerts': () => routeAlerts(deps, clock()),
    'send-deliveries': () => sendDeliveries(deps, clock()),
    'escalate-deliveries': () => escalateDeliveries(deps, clock()),
    'import-items': (_payload, signal) => importItems(deps, clock, signal),
    'purge-intake': () => purgeIntakeJob(deps, clock()),
    'import-sources': (_payload, signal) => importSources(deps, clock, signal),
    'purge-expired': () => purgeExpired(deps, clock()),
    'close-profiles': () => closeProfiles(deps, clock()),
    'watch-collecting': () => watchCollecting(deps, clock()),
    'sweep-undone': () => sweepUndone(deps, clock()),
    'maintain-partitions': () => maintainPartitions(deps, clock()),
  }
}
