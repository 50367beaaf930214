import { createRoute, z } from '@hono/zod-openapi'

import { routeRuleInputSchema, routeRuleViewSchema } from '@hub/core/alert/route-rule-view.ts'
import { routeRuleIdSchema } from '@hub/core/ids.ts'
import { addRouteRule } from '@hub/db/route-rule/add-route-rule.ts'
import { editRouteRule } from '@hub/db/route-rule/edit-route-rule.ts'
import { listRouteRules, viewRouteRule } from '@hub/db/route-rule/queries.ts'
import { removeRouteRule } from '@hub/db/route-rule/remove-route-rule.ts'
import { reorderRouteRules } from '@hub/db/route-rule/reorder-route-rules.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byId = z.object({ id: routeRuleIdSchema })
const rowsSchema = z.object({ rows: z.array(routeRuleViewSchema) })
const editSchema = routeRuleInputSchema.extend({ expectedVersion: z.number().int().optional() })

/** The routing tree: which unit hears of what. */
export function routeRuleRoutes(deps: ApiDeps) {
  const rows = async (world: string) => ({ rows: (await listRouteRules(deps.db, world)).map(viewRouteRule) })
  return createRouter()
    .openapi(
      createRoute({ method: 'get', path: '/routes', ...guarded('route.read'), responses: { 200: answer(rowsSchema) } }),
      async (c) => c.json(await rows(c.var.scope.world), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/routes',
        ...guarded('route.manage'),
        request: { body: body(routeRuleInputSchema) },
        responses: { 201: answer(routeRuleViewSchema) },
      }),
      async (c) => c.json(viewRouteRule(await addRouteRule(deps.db, writeBy(deps, c), c.req.valid('json'))), 201),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/routes/reorder',
        ...guarded('route.manage'),
        request: { body: body(z.strictObject({ ids: z.array(routeRuleIdSchema).max(1000) })) },
        responses: { 200: answer(rowsSchema) },
      }),
      async (c) => {
        await reorderRouteRules(deps.db, writeBy(deps, c), c.req.valid('json').ids)
        return c.json(await rows(c.var.actor.world), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/routes/{id}',
        ...guarded('route.manage'),
        request: { params: byId, body: body(editSchema) },
        responses: { 200: answer(routeRuleViewSchema) },
      }),
      async (c) => {
        const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
        return c.json(viewRouteRule(await editRouteRule(deps.db, writeBy(deps, c), input)), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/routes/{id}/remove',
        ...guarded('route.manage'),
        request: { params: byId },
        responses: { 200: answer(rowsSchema) },
      }),
      async (c) => {
        await removeRouteRule(deps.db, writeBy(deps, c), c.req.valid('param').id)
        return c.json(await rows(c.var.actor.world), 200)
      },
    )
}
