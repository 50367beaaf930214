import { createRoute, z } from '@hono/zod-openapi'

import { legalHoldIdSchema } from '@hub/core/ids.ts'
import {
  HOLD_MOVES,
  holdQuerySchema,
  holdViewSchema,
  moveHoldSchema,
  placeHoldSchema,
} from '@hub/core/retention/legal-hold.ts'
import { retentionViewSchema } from '@hub/core/retention/purge-view.ts'
import { changeRetentionSchema } from '@hub/core/retention/retention-classes.ts'
import { listHolds } from '@hub/db/retention/list-holds.ts'
import { moveHold } from '@hub/db/retention/move-hold.ts'
import { placeHold } from '@hub/db/retention/place-hold.ts'
import { readRetention } from '@hub/db/retention/read-retention.ts'
import { changeRetention } from '@hub/db/retention/retention-periods.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const done = answer(z.object({ id: z.string() }))

/** How long things are kept, what the purges deleted, and what is held back from them. */
export function retentionRoutes(deps: ApiDeps) {
  return createRouter().route('/', periodRoutes(deps)).route('/', holdRoutes(deps))
}

function periodRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/retention',
        ...guarded('retention.read'),
        responses: { 200: answer(retentionViewSchema) },
      }),
      async (c) => c.json(await readRetention(deps.db, c.var.scope, deps.clock()), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/retention',
        ...guarded('retention.change'),
        request: { body: body(changeRetentionSchema) },
        responses: { 200: done },
      }),
      async (c) => {
        const input = c.req.valid('json')
        await changeRetention(deps.db, writeBy(deps, c), input)
        return c.json({ id: input.period }, 200)
      },
    )
}

function holdRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/legal-holds',
        ...guarded('retention.read'),
        request: { query: holdQuerySchema },
        responses: { 200: answer(z.object({ rows: z.array(holdViewSchema) })) },
      }),
      async (c) => {
        const rows = await listHolds(deps.db, c.var.scope, c.var.actor, deps.clock(), c.req.valid('query'))
        return c.json({ rows }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/legal-holds',
        ...guarded('hold.place'),
        request: { body: body(placeHoldSchema) },
        responses: { 201: done },
      }),
      async (c) => {
        const { id } = await placeHold(deps.db, writeBy(deps, c), c.req.valid('json'))
        return c.json({ id }, 201)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/legal-holds/{id}/{move}',
        ...guarded('hold.confirm'),
        request: { params: z.object({ id: legalHoldIdSchema, move: z.enum(HOLD_MOVES) }), body: body(moveHoldSchema) },
        responses: { 200: done },
      }),
      async (c) => {
        const { id, move } = c.req.valid('param')
        await moveHold(deps.db, writeBy(deps, c), { id, move, ...c.req.valid('json') })
        return c.json({ id }, 200)
      },
    )
}
