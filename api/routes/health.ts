import { createRoute, z } from '@hono/zod-openapi'

import { listHealthChecks } from '@hub/db/health/list-health-checks.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, createRouter, guarded } from '../router.ts'

const checksSchema = z.object({ checks: z.array(z.object({ name: z.string(), ok: z.boolean(), says: z.string() })) })

/** How the hub is doing, in words, for those who keep it running. */
export function healthRoutes(deps: Pick<ApiDeps, 'db' | 'clock' | 'liveChanges' | 'version'>) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/health/details',
      ...guarded('health.read'),
      responses: { 200: answer(checksSchema) },
    }),
    async (c) => {
      const streams = deps.liveChanges.count()
      const own = {
        name: 'This process',
        ok: true,
        says: `Version ${deps.version}; ${streams} ${streams === 1 ? 'page listens' : 'pages listen'} for changes.`,
      }
      return c.json({ checks: [own, ...(await listHealthChecks(deps.db, c.var.scope.world, deps.clock()))] }, 200)
    },
  )
}
