import { createRoute, z } from '@hono/zod-openapi'
import { stream } from 'hono/streaming'

import { itemImportIdSchema } from '@hub/core/ids.ts'
import { csvLine } from '@hub/core/intake/csv-line.ts'
import { beginImportSchema, itemImportViewSchema } from '@hub/core/intake/item-import.ts'
import { addImportPart } from '@hub/db/intake/add-import-part.ts'
import { beginItemImport } from '@hub/db/intake/begin-item-import.ts'
import { stopItemImport } from '@hub/db/intake/end-item-import.ts'
import { getItemImport, listItemImports, walkRefusals } from '@hub/db/intake/queries.ts'
import { startItemImport } from '@hub/db/intake/start-item-import.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byId = z.object({ id: itemImportIdSchema })
const byPart = byId.extend({ part: z.coerce.number().int().min(0).max(10_000) })

/** Files of items: announced with how to read them, sent in parts, started, and watched to their report. */
export function itemImportRoutes(deps: ApiDeps) {
  return createRouter().route('/', importActs(deps)).route('/', importReads(deps))
}

function importActs(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/item-imports',
        summary: 'Announce a file of items',
        ...guarded('item.add'),
        request: { body: body(beginImportSchema) },
        responses: { 201: answer(itemImportViewSchema, 'Send the file in parts of 1 MiB now.') },
      }),
      async (c) => {
        const id = await beginItemImport(deps.db, writeBy(deps, c), c.req.valid('json'))
        return c.json(await getItemImport(deps.db, c.var.scope, id), 201)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/item-imports/{id}/parts/{part}',
        summary: 'Send one part of the file, counted from 0',
        ...guarded('item.add'),
        request: {
          params: byPart,
          body: { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } },
        },
        responses: { 200: answer(itemImportViewSchema) },
      }),
      async (c) => {
        const { id, part } = c.req.valid('param')
        const content = new Uint8Array(await c.req.arrayBuffer())
        await addImportPart(deps.db, writeBy(deps, c), { id, part, content })
        return c.json(await getItemImport(deps.db, c.var.scope, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/item-imports/{id}/start',
        ...guarded('item.add'),
        request: { params: byId },
        responses: { 200: answer(itemImportViewSchema) },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await startItemImport(deps.db, writeBy(deps, c), id)
        return c.json(await getItemImport(deps.db, c.var.scope, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/item-imports/{id}/stop',
        ...guarded('item.add'),
        request: { params: byId },
        responses: { 200: answer(itemImportViewSchema) },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await stopItemImport(deps.db, writeBy(deps, c), id)
        return c.json(await getItemImport(deps.db, c.var.scope, id), 200)
      },
    )
}

function importReads(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/item-imports',
        ...guarded('item.read'),
        responses: { 200: answer(z.object({ rows: z.array(itemImportViewSchema) })) },
      }),
      async (c) => c.json({ rows: await listItemImports(deps.db, c.var.scope) }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/item-imports/{id}',
        ...guarded('item.read'),
        request: { params: byId },
        responses: { 200: answer(itemImportViewSchema) },
      }),
      async (c) => c.json(await getItemImport(deps.db, c.var.scope, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/item-imports/{id}/refusals',
        summary: 'Every refused row as CSV',
        ...guarded('item.read'),
        request: { params: byId },
        responses: { 200: { description: 'The refused rows.', content: { 'text/csv': { schema: z.string() } } } },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        const refusals = walkRefusals(deps.db, c.var.scope, id)
        const first = await refusals.next()
        c.header('content-type', 'text/csv; charset=utf-8')
        c.header('content-disposition', `attachment; filename="refused-rows-${id}.csv"`)
        return stream(c, async (out) => {
          await out.write(`\uFEFF${csvLine(['row', 'what was there', 'why it was refused'])}`)
          for (let page = first; !page.done; page = await refusals.next())
            await out.write(page.value.map(({ row, shown, reason }) => csvLine([row, shown, reason])).join(''))
        })
      },
    )
}
