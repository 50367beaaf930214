import { createRoute, z } from '@hono/zod-openapi'

import { itemIdSchema } from '@hub/core/ids.ts'
import { ITEM_SORTS, itemCountSchema, itemFilterSchema, itemSearchAnswerSchema } from '@hub/core/item/item-search.ts'
import { itemDetailSchema, itemRevisionSchema } from '@hub/core/item/item-view.ts'
import { BYTE_ORDER_MARK } from '@hub/core/record/write-csv.ts'
import { Conflict } from '@hub/db/errors.ts'
import { languagesInUse } from '@hub/db/item/build-search-words.ts'
import { exportItems } from '@hub/db/item/export-items.ts'
import { getItem, listItemRevisions } from '@hub/db/item/get-item.ts'
import { countItems, searchItems } from '@hub/db/item/search-items.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, createRouter, guarded, writeBy } from '../router.ts'
import { streamLines } from '../stream-lines.ts'

const byId = z.object({ id: itemIdSchema })
const searchQuery = itemFilterSchema.extend({
  sort: z.enum(ITEM_SORTS).default('newest'),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

/** Items: found by their words and by where they come from, and each with everything the hub keeps about it. */
export function itemRoutes(deps: ApiDeps) {
  return createRouter().route('/', itemSearches(deps)).route('/', itemExport(deps)).route('/', itemReads(deps))
}

function itemSearches(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/items',
        ...guarded('item.read'),
        request: { query: searchQuery },
        responses: { 200: answer(itemSearchAnswerSchema) },
      }),
      async (c) => {
        const { sort, cursor, limit, ...filter } = c.req.valid('query')
        return c.json(await searchItems(deps.db, c.var.scope, filter, { sort, cursor, limit }), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/items/count',
        ...guarded('item.read'),
        request: { query: itemFilterSchema },
        responses: { 200: answer(itemCountSchema) },
      }),
      async (c) => c.json(await countItems(deps.db, c.var.scope, c.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/items/languages',
        ...guarded('item.read'),
        responses: { 200: answer(z.object({ languages: z.array(z.string()) })) },
      }),
      async (c) => c.json({ languages: await languagesInUse(deps.db, c.var.scope.world) }, 200),
    )
}

/** So many exports may run at once: each holds a connection for as long as its reader takes. */
const EXPORTS_MAX = 2

function itemExport(deps: ApiDeps) {
  let running = 0
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/items/export.csv',
      ...guarded('item.read'),
      request: { query: itemFilterSchema.extend({ bom: z.stringbool().default(false) }) },
      responses: {
        200: {
          description:
            'Every item that matches, newest first, as CSV in UTF-8; `bom` puts a byte order mark before it.',
          content: { 'text/csv': { schema: z.string() } },
        },
      },
    }),
    async (c) => {
      const { bom, ...filter } = c.req.valid('query')
      if (running >= EXPORTS_MAX)
        throw new Conflict('export_busy', 'Two exports are running already. Try again when one of them has ended.')
      running += 1
      const aborted = new AbortController()
      c.req.raw.signal.addEventListener('abort', () => aborted.abort(), { once: true })
      try {
        const asked = { scope: c.var.scope, by: writeBy(deps, c), filter, signal: aborted.signal }
        const lines = await exportItems(deps.db, asked)
        const body = streamLines(bom ? BYTE_ORDER_MARK : '', lines, {
          onCancel: () => aborted.abort(),
          onEnd: () => (running -= 1),
        })
        return c.body(body, 200, {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="items-${deps.clock().toISOString().slice(0, 10)}.csv"`,
        })
      } catch (error) {
        running -= 1
        throw error
      }
    },
  )
}

function itemReads(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/items/{id}',
        ...guarded('item.read'),
        request: { params: byId },
        responses: { 200: answer(itemDetailSchema) },
      }),
      async (c) => c.json(await getItem(deps.db, c.var.scope, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/items/{id}/revisions',
        ...guarded('item.read'),
        request: { params: byId },
        responses: { 200: answer(z.object({ rows: z.array(itemRevisionSchema) })) },
      }),
      async (c) => c.json({ rows: await listItemRevisions(deps.db, c.var.scope, c.req.valid('param').id) }, 200),
    )
}
