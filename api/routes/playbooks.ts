import { createRoute, z } from '@hono/zod-openapi'

import { RESIST_STAGES } from '@hub/core/playbook/playbook.ts'
import { playbookDetailSchema, playbookRowSchema } from '@hub/core/playbook/playbook-view.ts'
import { getPlaybook } from '@hub/db/playbook/get-playbook.ts'
import { listPlaybooks } from '@hub/db/playbook/list-playbooks.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, createRouter, guarded } from '../router.ts'

const listQuery = z.object({
  q: z.string().max(200).optional(),
  stage: z.enum(RESIST_STAGES).optional(),
  tag: z.string().max(40).optional(),
})

/** The library of playbooks: documents first, checklists second. */
export function playbookRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/playbooks',
        ...guarded('playbook.read'),
        request: { query: listQuery },
        responses: { 200: answer(z.object({ rows: z.array(playbookRowSchema), tags: z.array(z.string()) })) },
      }),
      async (c) => c.json(await listPlaybooks(deps.db, c.var.scope, c.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/playbooks/{slug}',
        ...guarded('playbook.read'),
        request: { params: z.object({ slug: z.string().max(120) }) },
        responses: { 200: answer(playbookDetailSchema) },
      }),
      async (c) => c.json(await getPlaybook(deps.db, c.var.scope, c.req.valid('param').slug), 200),
    )
}
