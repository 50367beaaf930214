import { createRoute, z } from '@hono/zod-openapi'

import { auditRowSchema } from '@hub/core/access/audit-view.ts'
import { listAuditEvents } from '@hub/db/audit-log/queries.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, createRouter, guarded } from '../router.ts'

const querySchema = z.object({
  noun: z.string().max(60).optional(),
  objectId: z.string().max(200).optional(),
  actor: z.string().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** The audit record, for those who check the hub. */
export function auditRoutes(deps: Pick<ApiDeps, 'db'>) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/audit',
      ...guarded('audit.read'),
      request: { query: querySchema },
      responses: { 200: answer(z.object({ rows: z.array(auditRowSchema), nextCursor: z.string().nullable() })) },
    }),
    async (c) => c.json(await listAuditEvents(deps.db, c.var.scope, c.req.valid('query')), 200),
  )
}
