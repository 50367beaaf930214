import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'

import { scopeOf } from '@hub/core/access/scope.ts'
import { narrativeIdSchema } from '@hub/core/ids.ts'
import { NARRATIVE_STATES } from '@hub/core/narrative/narrative-state.ts'
import {
  narrativeDetailSchema,
  narrativeItemViewSchema,
  narrativeRowSchema,
} from '@hub/core/narrative/narrative-view.ts'
import {
  confirmNarrativeInputSchema,
  dismissNarrativeInputSchema,
  rateNarrativeInputSchema,
  renameNarrativeInputSchema,
} from '@hub/core/narrative/triage-input.ts'
import { confirmNarrative } from '@hub/db/narrative/confirm-narrative.ts'
import { dismissNarrative } from '@hub/db/narrative/dismiss-narrative.ts'
import { getNarrative, getNarrativeRow } from '@hub/db/narrative/get-narrative.ts'
import { ITEM_ORDERS, listNarrativeItems } from '@hub/db/narrative/list-narrative-items.ts'
import { listNarratives } from '@hub/db/narrative/list-narratives.ts'
import type { NarrativeReading } from '@hub/db/narrative/narrative-rows.ts'
import { NARRATIVE_SORTS } from '@hub/db/narrative/rank-narratives.ts'
import { rateNarrative } from '@hub/db/narrative/rate-narrative.ts'
import { renameNarrative } from '@hub/db/narrative/rename-narrative.ts'
import { undoTriage } from '@hub/db/narrative/undo-triage.ts'

import type { ApiDeps } from '../api-deps.ts'
import type { HubEnv } from '../hub-env.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byId = z.object({ id: narrativeIdSchema })
const page = { cursor: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }
const listQuery = z.object({
  state: z.enum(NARRATIVE_STATES).optional(),
  sort: z.enum(NARRATIVE_SORTS).default('emergence'),
  q: z.string().max(200).optional(),
  since: z.iso.datetime().optional(),
  language: z.string().max(8).optional(),
  ...page,
})
const itemQuery = z.object({ order: z.enum(ITEM_ORDERS).default('newest'), ...page })

/** What a reader of narratives may see: cases beside them by need to know. */
export function narrativeReading(deps: Pick<ApiDeps, 'clock'>, c: Context<HubEnv>): NarrativeReading {
  return { scope: c.var.scope, caseScope: scopeOf(c.var.actor, 'case.read', c.var.unitTree), now: deps.clock() }
}

/** Narratives as machines group them and people judge them. */
export function narrativeRoutes(deps: ApiDeps) {
  return createRouter()
    .route('/', narrativeReads(deps))
    .route('/', narrativeJudgements(deps))
    .route('/', narrativeEdits(deps))
}

function narrativeReads(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/narratives',
        ...guarded('narrative.read'),
        request: { query: listQuery },
        responses: { 200: answer(z.object({ rows: z.array(narrativeRowSchema), nextCursor: z.string().nullable() })) },
      }),
      async (c) => {
        const { since, ...filter } = c.req.valid('query')
        const list = await listNarratives(deps.db, narrativeReading(deps, c), {
          ...filter,
          since: since ? new Date(since) : undefined,
        })
        return c.json(list, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/narratives/{id}',
        ...guarded('narrative.read'),
        request: { params: byId },
        responses: { 200: answer(narrativeDetailSchema) },
      }),
      async (c) => c.json(await getNarrative(deps.db, narrativeReading(deps, c), c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/narratives/{id}/items',
        ...guarded('item.read'),
        request: { params: byId, query: itemQuery },
        responses: {
          200: answer(z.object({ rows: z.array(narrativeItemViewSchema), nextCursor: z.string().nullable() })),
        },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        return c.json(await listNarrativeItems(deps.db, narrativeReading(deps, c), id, c.req.valid('query')), 200)
      },
    )
}

const row = { 200: answer(narrativeRowSchema) }

function narrativeJudgements(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/confirm',
        ...guarded('narrative.triage'),
        request: { params: byId, body: body(confirmNarrativeInputSchema) },
        responses: row,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await confirmNarrative(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await getNarrativeRow(deps.db, narrativeReading(deps, c), id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/dismiss',
        ...guarded('narrative.triage'),
        request: { params: byId, body: body(dismissNarrativeInputSchema) },
        responses: row,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await dismissNarrative(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await getNarrativeRow(deps.db, narrativeReading(deps, c), id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/rate',
        ...guarded('narrative.triage'),
        request: { params: byId, body: body(rateNarrativeInputSchema) },
        responses: row,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await rateNarrative(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await getNarrativeRow(deps.db, narrativeReading(deps, c), id), 200)
      },
    )
}

function narrativeEdits(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/rename',
        ...guarded('narrative.triage'),
        request: { params: byId, body: body(renameNarrativeInputSchema) },
        responses: row,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await renameNarrative(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await getNarrativeRow(deps.db, narrativeReading(deps, c), id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/undo',
        ...guarded('narrative.triage'),
        request: { params: byId, body: body(z.strictObject({})) },
        responses: row,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await undoTriage(deps.db, writeBy(deps, c), id)
        return c.json(await getNarrativeRow(deps.db, narrativeReading(deps, c), id), 200)
      },
    )
}
