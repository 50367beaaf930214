import { createRoute, z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'

import { importViewSchema, refusedPageSchema } from '@hub/core/source/import-view.ts'
import { findOpmlFault, OPML_BYTES_MAX } from '@hub/core/source/parse-opml.ts'
import { refusedCsv } from '@hub/core/source/refused-csv.ts'
import { sourceFilterSchema } from '@hub/core/source/source-filter.ts'
import { importSourcesSchema } from '@hub/core/source/source-input.ts'
import { writeOpml } from '@hub/core/source/write-opml.ts'
import { Conflict } from '@hub/db/errors.ts'
import { exportSources } from '@hub/db/source/export-sources.ts'
import { getImport, listImports, listRefused } from '@hub/db/source/read-imports.ts'
import { startImport } from '@hub/db/source/start-import.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const TOO_LARGE = `The file is larger than ${OPML_BYTES_MAX / 1024 ** 2} MB. Split it into several files.`
const REFUSED_MAX = 1_000_000
const byId = z.object({ id: z.uuid() })
const pageQuery = z.object({
  cursor: z.string().max(20).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})

/** Outline files in, as work that goes on in the background, and out. */
export function sourceImportRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/sources/import',
        ...guarded('source.propose'),
        request: { body: body(importSourcesSchema) },
        responses: { 201: answer(importViewSchema, 'Taken in; a worker carries it out.') },
      }),
      async (c) => {
        const { name, opml, profileId } = c.req.valid('json')
        if (Buffer.byteLength(opml) > OPML_BYTES_MAX) throw new HTTPException(413, { message: TOO_LARGE })
        const fault = findOpmlFault(opml)
        if (fault !== null) throw new Conflict('not_an_outline', fault)
        const id = await startImport(deps.db, writeBy(deps, c), { name, profileId, file: { opml } })
        return c.json(await getImport(deps.db, c.var.scope, id, deps.clock()), 201)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/sources/imports',
        ...guarded('source.read'),
        responses: { 200: answer(z.object({ rows: z.array(importViewSchema) })) },
      }),
      async (c) => c.json({ rows: await listImports(deps.db, c.var.scope, deps.clock()) }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/sources/imports/{id}',
        ...guarded('source.read'),
        request: { params: byId },
        responses: { 200: answer(importViewSchema) },
      }),
      async (c) => c.json(await getImport(deps.db, c.var.scope, c.req.valid('param').id, deps.clock()), 200),
    )
    .route('/', importReports(deps))
}

function importReports(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/sources/imports/{id}/refused',
        ...guarded('source.read'),
        request: { params: byId, query: pageQuery },
        responses: { 200: answer(refusedPageSchema) },
      }),
      async (c) => c.json(await listRefused(deps.db, c.var.scope, c.req.valid('param').id, c.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/sources/imports/{id}/refused.csv',
        ...guarded('source.read'),
        request: { params: byId },
        responses: { 200: { description: 'Every refused entry.', content: { 'text/csv': { schema: z.string() } } } },
      }),
      async (c) => {
        const { rows } = await listRefused(deps.db, c.var.scope, c.req.valid('param').id, { limit: REFUSED_MAX })
        c.header('content-disposition', 'attachment; filename="refused-entries.csv"')
        return c.body(refusedCsv(rows), 200, { 'content-type': 'text/csv; charset=utf-8' })
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/sources/export.opml',
        ...guarded('source.read'),
        request: { query: sourceFilterSchema },
        responses: { 200: { description: 'An OPML file.', content: { 'text/x-opml': { schema: z.string() } } } },
      }),
      async (c) => {
        const now = deps.clock()
        const entries = await exportSources(deps.db, c.var.scope, c.req.valid('query'), now)
        c.header('content-disposition', `attachment; filename="sources-${now.toISOString().slice(0, 10)}.opml"`)
        return c.body(writeOpml({ title: 'Sources', createdAt: now, entries }), 200, {
          'content-type': 'text/x-opml; charset=utf-8',
        })
      },
    )
}
