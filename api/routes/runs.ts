import { createRoute, z } from '@hono/zod-openapi'

import { caseIdSchema, runIdSchema } from '@hub/core/ids.ts'
import { runViewSchema } from '@hub/core/playbook/playbook-view.ts'
import { abortRunInputSchema, moveStepInputSchema, startRunInputSchema } from '@hub/core/playbook/run-input.ts'
import { abortRun } from '@hub/db/run/abort-run.ts'
import { finishRun } from '@hub/db/run/finish-run.ts'
import { getRun } from '@hub/db/run/list-runs.ts'
import { moveStep } from '@hub/db/run/move-step.ts'
import { startRun } from '@hub/db/run/start-run.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byId = z.object({ id: runIdSchema })

/** Playbooks at work on a case, as checklists. */
export function runRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/cases/{id}/runs',
        ...guarded('run.start'),
        request: { params: z.object({ id: caseIdSchema }), body: body(startRunInputSchema) },
        responses: { 201: answer(runViewSchema) },
      }),
      async (c) => {
        const run = await startRun(deps.db, writeBy(deps, c), c.req.valid('param').id, c.req.valid('json').playbookSlug)
        return c.json(await getRun(deps.db, run.id), 201)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/runs/{id}/steps/{key}',
        ...guarded('run.step'),
        request: { params: byId.extend({ key: z.string().max(120) }), body: body(moveStepInputSchema) },
        responses: { 200: answer(runViewSchema) },
      }),
      async (c) => {
        const { id, key } = c.req.valid('param')
        await moveStep(deps.db, writeBy(deps, c), id, key, c.req.valid('json'))
        return c.json(await getRun(deps.db, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/runs/{id}/finish',
        ...guarded('run.step'),
        request: { params: byId, body: body(z.strictObject({})) },
        responses: { 200: answer(runViewSchema) },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await finishRun(deps.db, writeBy(deps, c), id)
        return c.json(await getRun(deps.db, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/runs/{id}/abort',
        ...guarded('run.step'),
        request: { params: byId, body: body(abortRunInputSchema) },
        responses: { 200: answer(runViewSchema) },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await abortRun(deps.db, writeBy(deps, c), id, c.req.valid('json').reason)
        return c.json(await getRun(deps.db, id), 200)
      },
    )
}
