import { createRoute, z } from '@hono/zod-openapi'

import { sourceIdSchema } from '@hub/core/ids.ts'
import { changeReportSchema, changeSourcesSchema } from '@hub/core/source/change-sources.ts'
import { fetchDaySchema, fetchViewSchema } from '@hub/core/source/fetch-view.ts'
import { SOURCE_SORTS, sourceFilterSchema, sourceOverviewSchema } from '@hub/core/source/source-filter.ts'
import { editSourceSchema, maybeReasonSchema, proposeSourceSchema } from '@hub/core/source/source-input.ts'
import { SOURCE_MOVES } from '@hub/core/source/source-moves.ts'
import { sourceBackgroundSchema } from '@hub/core/source/source-page-view.ts'
import { sourceViewSchema } from '@hub/core/source/source-view.ts'
import { changeSources } from '@hub/db/source/change-sources.ts'
import { editSource } from '@hub/db/source/edit-source.ts'
import { moveSource } from '@hub/db/source/move-source.ts'
import { proposeSource } from '@hub/db/source/propose-source.ts'
import { countFetchesByDay, listFetches } from '@hub/db/source/list-fetches.ts'
import { listSources } from '@hub/db/source/list-sources.ts'
import { readSourceBackground } from '@hub/db/source/read-source-background.ts'
import { readSourceOverview } from '@hub/db/source/read-overview.ts'
import { retrySource } from '@hub/db/source/retry-source.ts'
import { getSource } from '@hub/db/source/view-sources.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'
import { sourceImportRoutes } from './source-imports.ts'

const source = { 200: answer(sourceViewSchema) }
const byId = z.object({ id: sourceIdSchema })
const listQuery = z.object({
  ...sourceFilterSchema.shape,
  sort: z.enum(SOURCE_SORTS).optional(),
  descending: z.stringbool().optional(),
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const nextCursor = z.string().nullable()

/** Where items come from: each source with its health in words, and what people do about it. */
export function sourceRoutes(deps: ApiDeps) {
  return createRouter()
    .route('/', sourceReads(deps))
    .route('/', sourceImportRoutes(deps))
    .route('/', oneSource(deps))
    .route('/', sourceChanges(deps))
}

function sourceReads(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/sources',
        ...guarded('source.read'),
        request: { query: listQuery },
        responses: {
          200: answer(z.object({ rows: z.array(sourceViewSchema), total: z.number().int(), nextCursor })),
        },
      }),
      async (c) => c.json(await listSources(deps.db, c.var.scope, c.req.valid('query'), deps.clock()), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/sources/overview',
        ...guarded('source.read'),
        responses: { 200: answer(sourceOverviewSchema) },
      }),
      async (c) => c.json(await readSourceOverview(deps.db, c.var.scope, deps.clock()), 200),
    )
}

function oneSource(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/sources/{id}',
        ...guarded('source.read'),
        request: { params: byId },
        responses: source,
      }),
      async (c) => c.json(await getSource(deps.db, c.var.scope, c.req.valid('param').id, deps.clock()), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/sources/{id}/background',
        ...guarded('source.read'),
        request: { params: byId },
        responses: { 200: answer(sourceBackgroundSchema) },
      }),
      async (c) => c.json(await readSourceBackground(deps.db, c.var.scope, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/sources/{id}/fetches',
        ...guarded('source.read'),
        request: { params: byId, query: pageQuery },
        responses: { 200: answer(z.object({ rows: z.array(fetchViewSchema), nextCursor })) },
      }),
      async (c) => c.json(await listFetches(deps.db, c.var.scope, c.req.valid('param').id, c.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/sources/{id}/fetch-days',
        ...guarded('source.read'),
        request: { params: byId },
        responses: { 200: answer(z.object({ days: z.array(fetchDaySchema) })) },
      }),
      async (c) =>
        c.json({ days: await countFetchesByDay(deps.db, c.var.scope, c.req.valid('param').id, deps.clock()) }, 200),
    )
}

function sourceChanges(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/sources/many',
        ...guarded('source.manage'),
        request: { body: body(changeSourcesSchema) },
        responses: { 200: answer(changeReportSchema) },
      }),
      async (c) => c.json(await changeSources(deps.db, writeBy(deps, c), c.var.scope, c.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/sources',
        ...guarded('source.propose'),
        request: { body: body(proposeSourceSchema) },
        responses: { 201: answer(sourceViewSchema) },
      }),
      async (c) => {
        const id = await proposeSource(deps.db, writeBy(deps, c), { ...c.req.valid('json'), allowList: deps.allowList })
        return c.json(await getSource(deps.db, c.var.scope, id, deps.clock()), 201)
      },
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/sources/{id}',
        ...guarded('source.manage'),
        request: { params: byId, body: body(editSourceSchema) },
        responses: source,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await editSource(deps.db, writeBy(deps, c), { id, ...c.req.valid('json') })
        return c.json(await getSource(deps.db, c.var.scope, id, deps.clock()), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/sources/{id}/{move}',
        ...guarded('source.manage'),
        request: { params: byId.extend({ move: z.enum([...SOURCE_MOVES, 'retry']) }), body: body(maybeReasonSchema) },
        responses: source,
      }),
      async (c) => {
        const { id, move } = c.req.valid('param')
        if (move === 'retry') await retrySource(deps.db, writeBy(deps, c), id)
        else await moveSource(deps.db, writeBy(deps, c), { id, move, reason: c.req.valid('json').reason })
        return c.json(await getSource(deps.db, c.var.scope, id, deps.clock()), 200)
      },
    )
}
