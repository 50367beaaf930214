import { createRoute, z } from '@hono/zod-openapi'

import { itemIdSchema } from '@hub/core/ids.ts'
import { ITEM_SORTS, itemCountSchema, itemFilterSchema, itemSearchAnswerSchema } from '@hub/core/item/item-search.ts'
import { itemDetailSchema, itemRevisionSchema } from '@hub/core/item/item-view.ts'
import { languagesInUse } from '@hub/db/item/build-search-words.ts'
import { getItem, listItemRevisions } from '@hub/db/item/get-item.ts'
import { countItems, searchItems } from '@hub/db/item/search-items.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, createRouter, guarded } from '../router.ts'

const byId = z.object({ id: itemIdSchema })
const searchQuery = itemFilterSchema.extend({
  sort: z.enum(ITEM_SORTS).default('newest'),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

/** Items: found by their words and by where they come from, and each with everything the hub keeps about it. */
export function itemRoutes(deps: ApiDeps) {
  return createRouter().route('/', itemSearches(deps)).route('/', itemReads(deps))
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
        const reading = { scope: c.var.scope, now: deps.clock() }
        return c.json(await searchItems(deps.db, reading, filter, { sort, cursor, limit }), 200)
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
