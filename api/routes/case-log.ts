import { createRoute, z } from '@hono/zod-openapi'

import { logEntryViewSchema, writeLogEntrySchema } from '@hub/core/case/log-entry.ts'
import { caseIdSchema } from '@hub/core/ids.ts'
import { getEntry } from '@hub/db/log/log-views.ts'
import { verifyLog } from '@hub/db/log/verify-log.ts'
import { writeLogEntry } from '@hub/db/log/write-log-entry.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byId = z.object({ id: caseIdSchema })
const verificationSchema = z.object({
  ok: z.boolean(),
  entries: z.number().int(),
  head: z.string(),
  faults: z.array(
    z.object({ seq: z.number().int(), fault: z.enum(['missing', 'content_changed', 'link_changed', 'order_changed']) }),
  ),
})

/** A case's log: entries are added and corrected by further entries, never changed. */
export function caseLogRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/cases/{id}/log',
        ...guarded('log.write'),
        request: { params: byId, body: body(writeLogEntrySchema) },
        responses: { 201: answer(logEntryViewSchema) },
      }),
      async (c) => {
        const entry = await writeLogEntry(deps.db, writeBy(deps, c), c.req.valid('param').id, c.req.valid('json'))
        return c.json(await getEntry(deps.db, entry.id), 201)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/cases/{id}/log/verification',
        ...guarded('log.verify'),
        request: { params: byId },
        responses: { 200: answer(verificationSchema) },
      }),
      async (c) => c.json(await verifyLog(deps.db, c.var.scope, c.req.valid('param').id), 200),
    )
}
