import { Hono } from 'hono'

import { isReachable } from '@hub/db/health/queries.ts'

import type { ApiDeps } from '../api-deps.ts'
import type { HubEnv } from '../hub-env.ts'
import type { Meters } from '../meters.ts'

/** What a supervisor asks: does the process answer, can it serve, and its numbers. No state of people or objects. */
export function operationRoutes(deps: Pick<ApiDeps, 'db' | 'version'>, meters: Meters) {
  return new Hono<HubEnv>()
    .get('/healthz', (c) => c.json({ ok: true, version: deps.version }))
    .get('/readyz', async (c) => {
      const isReady = await isReachable(deps.db)
      return c.json(
        { ok: isReady, says: isReady ? 'The database answers.' : 'The database does not answer.' },
        isReady ? 200 : 503,
      )
    })
    .get('/metrics', async (c) =>
      c.text(await meters.registry.metrics(), 200, { 'content-type': meters.registry.contentType }),
    )
}
