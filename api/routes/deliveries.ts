import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'

import { scopeOf } from '@hub/core/access/scope.ts'
import { budgetViewSchema } from '@hub/core/alert/alert-budget.ts'
import { declineInputSchema } from '@hub/core/alert/decline-input.ts'
import { deliveryViewSchema } from '@hub/core/alert/delivery-view.ts'
import { deliveryIdSchema } from '@hub/core/ids.ts'
import { listBudgets } from '@hub/db/alert/alert-budgets.ts'
import { acknowledgeDelivery } from '@hub/db/delivery/acknowledge-delivery.ts'
import { declineDelivery } from '@hub/db/delivery/decline-delivery.ts'
import { type DeliveryReading, getDelivery, listDeliveries } from '@hub/db/delivery/list-deliveries.ts'

import type { ApiDeps } from '../api-deps.ts'
import type { HubEnv } from '../hub-env.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byId = z.object({ id: deliveryIdSchema })

/** Alerts as they stand with each unit: "we have seen it", or "this is not ours". */
export function deliveryRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/deliveries',
        ...guarded('alert.read'),
        request: { query: z.object({ waiting: z.stringbool().default(false) }) },
        responses: { 200: answer(z.object({ rows: z.array(deliveryViewSchema) })) },
      }),
      async (c) => c.json({ rows: await listDeliveries(deps.db, reading(c), c.req.valid('query')) }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/deliveries/budgets',
        ...guarded('alert.read'),
        responses: { 200: answer(z.object({ rows: z.array(budgetViewSchema) })) },
      }),
      async (c) => {
        const answers = reading(c).answers ?? c.var.scope
        return c.json({ rows: await listBudgets(deps.db, answers, deps.clock()) }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/deliveries/{id}/acknowledge',
        ...guarded('delivery.acknowledge'),
        request: { params: byId, body: body(z.strictObject({})) },
        responses: { 200: answer(deliveryViewSchema) },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await acknowledgeDelivery(deps.db, writeBy(deps, c), id)
        return c.json(await getDelivery(deps.db, reading(c), id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/deliveries/{id}/decline',
        ...guarded('delivery.decline'),
        request: { params: byId, body: body(declineInputSchema) },
        responses: { 200: answer(deliveryViewSchema) },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await declineDelivery(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await getDelivery(deps.db, reading(c), id), 200)
      },
    )
}

function reading(c: Context<HubEnv>): DeliveryReading {
  const { actor, unitTree, scope } = c.var
  return {
    scope,
    answers: scopeOf(actor, 'delivery.acknowledge', unitTree),
    caseScope: scopeOf(actor, 'case.read', unitTree),
  }
}
