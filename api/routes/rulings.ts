import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'

import { itemIdSchema, type NarrativeId, narrativeIdSchema, type RulingId, rulingIdSchema } from '@hub/core/ids.ts'
import {
  confirmLinkInputSchema,
  mergeNarrativesInputSchema,
  moveItemsInputSchema,
  previewRulingInputSchema,
  splitNarrativeInputSchema,
} from '@hub/core/narrative/ruling-input.ts'
import { ruledSchema, rulingPreviewSchema, rulingViewSchema } from '@hub/core/narrative/ruling-view.ts'
import { confirmLink } from '@hub/db/narrative/confirm-link.ts'
import { getNarrativeRow } from '@hub/db/narrative/get-narrative.ts'
import { listRulings } from '@hub/db/narrative/list-rulings.ts'
import { mergeNarratives } from '@hub/db/narrative/merge-narratives.ts'
import { moveItems } from '@hub/db/narrative/move-items.ts'
import { previewRuling } from '@hub/db/narrative/preview-ruling.ts'
import { splitNarrative } from '@hub/db/narrative/split-narrative.ts'
import { undoRuling } from '@hub/db/narrative/undo-ruling.ts'

import type { ApiDeps } from '../api-deps.ts'
import type { HubEnv } from '../hub-env.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'
import { narrativeReading } from './narratives.ts'

const byId = z.object({ id: narrativeIdSchema })
const ruled = { 200: answer(ruledSchema) }

/** Rulings: which items make one narrative, said by people, shown before they are made, and taken back. */
export function rulingRoutes(deps: ApiDeps) {
  return createRouter().route('/', rulingReads(deps)).route('/', narrativeRulings(deps)).route('/', otherRulings(deps))
}

async function answerRuled(deps: ApiDeps, c: Context<HubEnv>, id: NarrativeId, rulingIds: RulingId[]) {
  return { narrative: await getNarrativeRow(deps.db, narrativeReading(deps, c), id), rulingIds }
}

function rulingReads(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/narratives/{id}/rulings',
        ...guarded('narrative.read'),
        request: { params: byId },
        responses: { 200: answer(z.object({ rows: z.array(rulingViewSchema) })) },
      }),
      async (c) =>
        c.json({ rows: await listRulings(deps.db, narrativeReading(deps, c), c.req.valid('param').id) }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/preview-ruling',
        description: 'What a ruling would move. Changes nothing; a POST because the items may be many.',
        ...guarded('narrative.triage'),
        request: { params: byId, body: body(previewRulingInputSchema) },
        responses: { 200: answer(rulingPreviewSchema) },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        return c.json(await previewRuling(deps.db, narrativeReading(deps, c), id, c.req.valid('json')), 200)
      },
    )
}

function narrativeRulings(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/merge',
        description: 'Makes other narratives part of this one. Their addresses lead here from then on.',
        ...guarded('narrative.triage'),
        request: { params: byId, body: body(mergeNarrativesInputSchema) },
        responses: ruled,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        const { rulingIds } = await mergeNarratives(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await answerRuled(deps, c, id, rulingIds), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/split',
        description: 'Takes items out of this narrative. Answers with the narrative they went to.',
        ...guarded('narrative.triage'),
        request: { params: byId, body: body(splitNarrativeInputSchema) },
        responses: ruled,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        const { rulingId, intoId } = await splitNarrative(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await answerRuled(deps, c, intoId, [rulingId]), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/move-items',
        description: 'Moves items to this narrative from wherever they stand.',
        ...guarded('narrative.triage'),
        request: { params: byId, body: body(moveItemsInputSchema) },
        responses: ruled,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        const { rulingIds } = await moveItems(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await answerRuled(deps, c, id, rulingIds), 200)
      },
    )
}

function otherRulings(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/rulings/{id}/undo',
        description: 'Takes a ruling back, a machine’s merge too. Answers with the narrative it was about.',
        ...guarded('narrative.triage'),
        request: { params: z.object({ id: rulingIdSchema }), body: body(z.strictObject({})) },
        responses: ruled,
      }),
      async (c) => {
        const { narrativeId } = await undoRuling(deps.db, writeBy(deps, c), c.req.valid('param').id)
        return c.json(await answerRuled(deps, c, narrativeId, []), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/items/{id}/confirm-link',
        description: 'Confirms that an item belongs to the narrative it stands in, or takes that back.',
        ...guarded('narrative.triage'),
        request: { params: z.object({ id: itemIdSchema }), body: body(confirmLinkInputSchema) },
        responses: ruled,
      }),
      async (c) => {
        const { isConfirmed } = c.req.valid('json')
        const { narrativeId } = await confirmLink(deps.db, writeBy(deps, c), c.req.valid('param').id, isConfirmed)
        return c.json(await answerRuled(deps, c, narrativeId, []), 200)
      },
    )
}
