import { createRoute, z } from '@hono/zod-openapi'

import { draftIdSchema, narrativeIdSchema } from '@hub/core/ids.ts'
import { draftAnswerViewSchema, takeDraftTitleSchema } from '@hub/core/model/draft-view.ts'
import { discardDraft } from '@hub/db/draft/discard-draft.ts'
import { findDraft } from '@hub/db/draft/find-draft.ts'
import { orderDraft } from '@hub/db/draft/order-draft.ts'
import { takeDraftTitle } from '@hub/db/draft/take-draft-title.ts'
import { Conflict } from '@hub/db/errors.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byNarrative = z.object({ id: narrativeIdSchema })
const byDraft = z.object({ id: draftIdSchema })
const nothing = body(z.strictObject({}))
const responses = { 200: answer(draftAnswerViewSchema) }

/** Drafts of a language model: ordered here, written by a worker, looked up here again once the live change says so. */
export function draftRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/narratives/{id}/draft',
        ...guarded('narrative.read'),
        request: { params: byNarrative },
        responses,
      }),
      async (c) => c.json({ draft: await findDraft(deps.db, c.var.scope, c.req.valid('param').id) }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/draft',
        ...guarded('narrative.triage'),
        request: { params: byNarrative, body: nothing },
        responses: { 201: answer(draftAnswerViewSchema) },
      }),
      async (c) => {
        if (deps.chatModel === undefined) {
          throw new Conflict('no_model', 'No language model is set up. An operator can name one (HUB_MODEL_URL).')
        }
        const { id } = c.req.valid('param')
        await orderDraft(deps.db, writeBy(deps, c), id)
        return c.json({ draft: await findDraft(deps.db, c.var.scope, id) }, 201)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/drafts/{id}/take-title',
        ...guarded('narrative.triage'),
        request: { params: byDraft, body: body(takeDraftTitleSchema) },
        responses,
      }),
      async (c) => {
        const narrativeId = await takeDraftTitle(
          deps.db,
          writeBy(deps, c),
          c.req.valid('param').id,
          c.req.valid('json'),
        )
        return c.json({ draft: await findDraft(deps.db, c.var.scope, narrativeId) }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/drafts/{id}/discard',
        ...guarded('narrative.triage'),
        request: { params: byDraft, body: nothing },
        responses,
      }),
      async (c) => {
        const narrativeId = await discardDraft(deps.db, writeBy(deps, c), c.req.valid('param').id)
        return c.json({ draft: await findDraft(deps.db, c.var.scope, narrativeId) }, 200)
      },
    )
}
