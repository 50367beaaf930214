import { createRoute, z } from '@hono/zod-openapi'

import { itemIdSchema, pageOrderIdSchema } from '@hub/core/ids.ts'
import { pageOrderViewSchema, placePageOrderSchema } from '@hub/core/source/page-order.ts'
import { orderFullText } from '@hub/db/page-order/order-full-text.ts'
import { getPageOrder } from '@hub/db/page-order/get-page-order.ts'
import { placePageOrder } from '@hub/db/page-order/place-page-order.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

/** Pages of the web outside: ordered here, read by a worker, looked up here again once the live change says so. */
export function pageOrderRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/page-orders',
        ...guarded('item.add'),
        request: { body: body(placePageOrderSchema) },
        responses: { 201: answer(pageOrderViewSchema) },
      }),
      async (c) => {
        const id = await placePageOrder(deps.db, writeBy(deps, c), c.req.valid('json'))
        return c.json(await getPageOrder(deps.db, c.var.scope, id), 201)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/page-orders/{id}',
        ...guarded('item.add'),
        request: { params: z.object({ id: pageOrderIdSchema }) },
        responses: { 200: answer(pageOrderViewSchema) },
      }),
      async (c) => c.json(await getPageOrder(deps.db, c.var.scope, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/items/{id}/full-text',
        ...guarded('item.add'),
        request: { params: z.object({ id: itemIdSchema }), body: body(z.strictObject({})) },
        responses: { 201: answer(pageOrderViewSchema) },
      }),
      async (c) => {
        const id = await orderFullText(deps.db, writeBy(deps, c), c.req.valid('param').id)
        return c.json(await getPageOrder(deps.db, c.var.scope, id), 201)
      },
    )
}
