import { createRoute, z } from '@hono/zod-openapi'

import { tipIdSchema } from '@hub/core/ids.ts'
import {
  acceptTipSchema,
  decidedTipSchema,
  declineTipSchema,
  tipFormSchema,
  tipQueueSchema,
} from '@hub/core/tip/tip.ts'
import { acceptTip } from '@hub/db/tip/accept-tip.ts'
import { declineTip } from '@hub/db/tip/decline-tip.ts'
import { getTip, listTips } from '@hub/db/tip/list-tips.ts'
import { switchTipForm } from '@hub/db/tip/switch-tip-form.ts'
import { isTipFormOpen } from '@hub/db/tip/tip-setting.ts'
import { undoTip } from '@hub/db/tip/undo-tip.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byId = z.object({ id: tipIdSchema })
const decided = { 200: answer(decidedTipSchema) }

/** What the public sent and what becomes of it. The form itself is not part of the API. */
export function tipRoutes(deps: ApiDeps) {
  return createRouter().route('/', tipQueue(deps)).route('/', tipForm(deps)).route('/', tipDecisions(deps))
}

function tipQueue(deps: ApiDeps) {
  return createRouter().openapi(
    createRoute({ method: 'get', path: '/tips', ...guarded('tip.read'), responses: { 200: answer(tipQueueSchema) } }),
    async (c) => c.json(await listTips(deps.db, c.var.scope), 200),
  )
}

function tipForm(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/tip-form',
        ...guarded('tip.open'),
        responses: { 200: answer(tipFormSchema) },
      }),
      async (c) => c.json({ isOpen: await isTipFormOpen(deps.db) }, 200),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/tip-form',
        ...guarded('tip.open'),
        request: { body: body(tipFormSchema) },
        responses: { 200: answer(tipFormSchema) },
      }),
      async (c) => c.json(await switchTipForm(deps.db, writeBy(deps, c), c.req.valid('json').isOpen), 200),
    )
}

function tipDecisions(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/tips/{id}/accept',
        ...guarded('tip.decide'),
        request: { params: byId, body: body(acceptTipSchema) },
        responses: decided,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await acceptTip(deps.db, writeBy(deps, c), { id, ...c.req.valid('json'), allowList: deps.allowList })
        return c.json(await getTip(deps.db, c.var.scope, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/tips/{id}/decline',
        ...guarded('tip.decide'),
        request: { params: byId, body: body(declineTipSchema) },
        responses: decided,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await declineTip(deps.db, writeBy(deps, c), { id, ...c.req.valid('json') })
        return c.json(await getTip(deps.db, c.var.scope, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/tips/{id}/undo',
        ...guarded('tip.decide'),
        request: { params: byId },
        responses: decided,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await undoTip(deps.db, writeBy(deps, c), id)
        return c.json(await getTip(deps.db, c.var.scope, id), 200)
      },
    )
}
