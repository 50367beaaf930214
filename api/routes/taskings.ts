import { createRoute, z } from '@hono/zod-openapi'

import { taskingViewSchema } from '@hub/core/case/case-view.ts'
import { moveTaskingInputSchema, offerTaskingInputSchema } from '@hub/core/case/tasking-input.ts'
import { caseIdSchema, taskingIdSchema } from '@hub/core/ids.ts'
import { moveTasking } from '@hub/db/tasking/move-tasking.ts'
import { offerTasking } from '@hub/db/tasking/offer-tasking.ts'
import { getTasking } from '@hub/db/tasking/tasking-views.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

/** Asking units to work on a case, and their answers. */
export function taskingRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/cases/{id}/taskings',
        ...guarded('tasking.offer'),
        request: { params: z.object({ id: caseIdSchema }), body: body(offerTaskingInputSchema) },
        responses: { 201: answer(taskingViewSchema) },
      }),
      async (c) => {
        const tasking = await offerTasking(deps.db, writeBy(deps, c), c.req.valid('param').id, c.req.valid('json'))
        return c.json(await getTasking(deps.db, tasking.id), 201)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/taskings/{id}/move',
        ...guarded('tasking.answer'),
        request: { params: z.object({ id: taskingIdSchema }), body: body(moveTaskingInputSchema) },
        responses: { 200: answer(taskingViewSchema) },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await moveTasking(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await getTasking(deps.db, id), 200)
      },
    )
}
