import { createRoute, z } from '@hono/zod-openapi'

import { type NarrativeId, narrativeIdSchema, snoozeIdSchema } from '@hub/core/ids.ts'
import { setSnoozeSchema, snoozeViewSchema } from '@hub/core/signal/snooze-view.ts'
import { listSnoozes } from '@hub/db/snooze/queries.ts'
import { snoozeNarrative } from '@hub/db/snooze/snooze-narrative.ts'
import { undoSnooze } from '@hub/db/snooze/undo-snooze.ts'
import type { Context } from 'hono'

import type { ApiDeps } from '../api-deps.ts'
import type { HubEnv } from '../hub-env.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const rows = { 200: answer(z.object({ rows: z.array(snoozeViewSchema) })) }

/** Snoozes: no alert about a narrative for a while, unless it rises. */
export function snoozeRoutes(deps: ApiDeps) {
  const list = async (c: Context<HubEnv>, id: NarrativeId) => ({
    rows: await listSnoozes(deps.db, { scope: c.var.scope, now: deps.clock() }, id),
  })
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/narratives/{id}/snoozes',
        ...guarded('narrative.read'),
        request: { params: z.object({ id: narrativeIdSchema }) },
        responses: rows,
      }),
      async (c) => c.json(await list(c, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/snoozes',
        ...guarded('narrative.snooze'),
        request: { params: z.object({ id: narrativeIdSchema }), body: body(setSnoozeSchema) },
        responses: rows,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await snoozeNarrative(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await list(c, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/snoozes/{snoozeId}/undo',
        ...guarded('narrative.snooze'),
        request: { params: z.object({ id: narrativeIdSchema, snoozeId: snoozeIdSchema }) },
        responses: rows,
      }),
      async (c) => {
        const { id, snoozeId } = c.req.valid('param')
        await undoSnooze(deps.db, writeBy(deps, c), id, snoozeId)
        return c.json(await list(c, id), 200)
      },
    )
}
