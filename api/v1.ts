import type { ApiDeps } from './api-deps.ts'
import { createRouter } from './router.ts'
import { eventRoutes } from './routes/events.ts'
import { sessionRoutes } from './routes/session.ts'
import { unitRoutes } from './routes/units.ts'

/** Every route under /api/v1, in the order of the product: its type is what the web client is typed by. */
export function createV1(deps: ApiDeps) {
  return createRouter().route('/', sessionRoutes(deps)).route('/', unitRoutes(deps)).route('/', eventRoutes(deps))
}
