import { createRoute, z } from '@hono/zod-openapi'

import { narrativeRowSchema } from '@hub/core/narrative/narrative-view.ts'
import { listTriage } from '@hub/db/narrative/list-triage.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, createRouter, guarded } from '../router.ts'
import { narrativeReading } from './narratives.ts'

/** The queue of narratives that wait for a person's judgement. */
export function triageRoutes(deps: ApiDeps) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/triage',
      ...guarded('narrative.read'),
      request: { query: z.object({ since: z.iso.datetime().optional() }) },
      responses: {
        200: answer(z.object({ rows: z.array(narrativeRowSchema), done: z.number().int(), left: z.number().int() })),
      },
    }),
    async (c) => {
      const { since } = c.req.valid('query')
      return c.json(
        await listTriage(deps.db, narrativeReading(deps, c), { since: since ? new Date(since) : undefined }),
        200,
      )
    },
  )
}
