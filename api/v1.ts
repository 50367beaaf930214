import type { ApiDeps } from './api-deps.ts'
import { createRouter } from './router.ts'
import { addItemRoutes } from './routes/add-item.ts'
import { apiKeyRoutes } from './routes/api-keys.ts'
import { auditRoutes } from './routes/audit.ts'
import { caseLogRoutes } from './routes/case-log.ts'
import { caseRoutes } from './routes/cases.ts'
import { claimMatchRoutes } from './routes/claim-matches.ts'
import { claimReviewRoutes } from './routes/claim-reviews.ts'
import { deliveryRoutes } from './routes/deliveries.ts'
import { draftRoutes } from './routes/drafts.ts'
import { detectionRuleRoutes } from './routes/detection-rules.ts'
import { eventRoutes } from './routes/events.ts'
import { healthRoutes } from './routes/health.ts'
import { ingestRoutes } from './routes/ingest.ts'
import { itemRoutes } from './routes/items.ts'
import { itemImportRoutes } from './routes/item-imports.ts'
import { narrativeRoutes } from './routes/narratives.ts'
import { pageOrderRoutes } from './routes/page-orders.ts'
import { playbookRoutes } from './routes/playbooks.ts'
import { profileRoutes } from './routes/profiles.ts'
import { retentionRoutes } from './routes/retention.ts'
import { storylineRoutes } from './routes/storylines.ts'
import { routeRuleRoutes } from './routes/route-rules.ts'
import { rulingRoutes } from './routes/rulings.ts'
import { runRoutes } from './routes/runs.ts'
import { sessionRoutes } from './routes/session.ts'
import { situationRoutes } from './routes/situation.ts'
import { snoozeRoutes } from './routes/snoozes.ts'
import { sourceRoutes } from './routes/sources.ts'
import { taskingRoutes } from './routes/taskings.ts'
import { tipRoutes } from './routes/tips.ts'
import { triageRoutes } from './routes/triage.ts'
import { unitRoutes } from './routes/units.ts'
import { userRoutes } from './routes/users.ts'

/** Every route under /api/v1, in the order of the product. */
export function createV1(deps: ApiDeps) {
  return createRouter()
    .route('/', sessionRoutes(deps))
    .route('/', unitRoutes(deps))
    .route('/', userRoutes(deps))
    .route('/', sourceRoutes(deps))
    .route('/', pageOrderRoutes(deps))
    .route('/', profileRoutes(deps))
    .route('/', tipRoutes(deps))
    .route('/', claimReviewRoutes(deps))
    .route('/', claimMatchRoutes(deps))
    .route('/', apiKeyRoutes(deps))
    .route('/', ingestRoutes(deps))
    .route('/', itemImportRoutes(deps))
    .route('/', addItemRoutes(deps))
    .route('/', routeRuleRoutes(deps))
    .route('/', storylineRoutes(deps))
    .route('/', detectionRuleRoutes(deps))
    .route('/', situationRoutes(deps))
    .route('/', triageRoutes(deps))
    .route('/', narrativeRoutes(deps))
    .route('/', draftRoutes(deps))
    .route('/', snoozeRoutes(deps))
    .route('/', rulingRoutes(deps))
    .route('/', itemRoutes(deps))
    .route('/', deliveryRoutes(deps))
    .route('/', caseRoutes(deps))
    .route('/', taskingRoutes(deps))
    .route('/', caseLogRoutes(deps))
    .route('/', runRoutes(deps))
    .route('/', playbookRoutes(deps))
    .route('/', retentionRoutes(deps))
    .route('/', auditRoutes(deps))
    .route('/', healthRoutes(deps))
    .route('/', eventRoutes(deps))
}
