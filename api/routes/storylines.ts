import { createRoute, z } from '@hono/zod-openapi'

import { narrativeIdSchema, storylineIdSchema, storylineSuggestionIdSchema } from '@hub/core/ids.ts'
import {
  narrativeStorylineSchema,
  renameStorylineSchema,
  storylineRowSchema,
  storylineViewSchema,
} from '@hub/core/storyline/storyline-view.ts'
import { acceptSuggestion } from '@hub/db/storyline/accept-suggestion.ts'
import { drawStoryline } from '@hub/db/storyline/draw-storyline.ts'
import { getNarrativeStoryline, getStoryline, listStorylines } from '@hub/db/storyline/get-storyline.ts'
import { leaveStoryline } from '@hub/db/storyline/leave-storyline.ts'
import { refuseSuggestion } from '@hub/db/storyline/refuse-suggestion.ts'
import { renameStoryline } from '@hub/db/storyline/rename-storyline.ts'
import { reopenSuggestion } from '@hub/db/storyline/reopen-suggestion.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byStoryline = z.object({ id: storylineIdSchema })
const byNarrative = z.object({ id: narrativeIdSchema })
const bySuggestion = z.object({ id: storylineSuggestionIdSchema, answer: z.enum(['accept', 'refuse', 'reopen']) })
const doneSchema = z.object({ ok: z.literal(true) })
const done = { 200: answer(doneSchema) }
const ANSWERS = { accept: acceptSuggestion, refuse: refuseSuggestion, reopen: reopenSuggestion } as const

/** Storylines: narratives that people tell as one, over months and languages. */
export function storylineRoutes(deps: ApiDeps) {
  return createRouter().route('/', storylineReads(deps)).route('/', storylineWrites(deps))
}

function storylineReads(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/storylines',
        ...guarded('narrative.read'),
        responses: { 200: answer(z.object({ rows: z.array(storylineRowSchema) })) },
      }),
      async (c) => c.json({ rows: await listStorylines(deps.db, c.var.scope) }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/storylines/{id}',
        ...guarded('narrative.read'),
        request: { params: byStoryline },
        responses: { 200: answer(storylineViewSchema) },
      }),
      async (c) => c.json(await getStoryline(deps.db, c.var.scope, c.req.valid('param').id, deps.clock()), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/narratives/{id}/storyline',
        ...guarded('narrative.read'),
        request: { params: byNarrative },
        responses: { 200: answer(narrativeStorylineSchema) },
      }),
      async (c) => c.json(await getNarrativeStoryline(deps.db, c.var.scope, c.req.valid('param').id), 200),
    )
}

function storylineWrites(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/storylines/{id}/rename',
        ...guarded('narrative.triage'),
        request: { params: byStoryline, body: body(renameStorylineSchema) },
        responses: done,
      }),
      async (c) => {
        await renameStoryline(deps.db, writeBy(deps, c), c.req.valid('param').id, c.req.valid('json'))
        return c.json({ ok: true } as const, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/storyline',
        ...guarded('narrative.triage'),
        request: { params: byNarrative, body: body(z.strictObject({ withNarrativeId: narrativeIdSchema })) },
        responses: done,
      }),
      async (c) => {
        const { withNarrativeId } = c.req.valid('json')
        await drawStoryline(deps.db, writeBy(deps, c), c.req.valid('param').id, withNarrativeId)
        return c.json({ ok: true } as const, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/narratives/{id}/leave-storyline',
        ...guarded('narrative.triage'),
        request: { params: byNarrative, body: body(z.strictObject({})) },
        responses: done,
      }),
      async (c) => {
        await leaveStoryline(deps.db, writeBy(deps, c), c.req.valid('param').id)
        return c.json({ ok: true } as const, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/storyline-suggestions/{id}/{answer}',
        ...guarded('narrative.triage'),
        request: { params: bySuggestion, body: body(z.strictObject({})) },
        responses: done,
      }),
      async (c) => {
        const { id, answer: given } = c.req.valid('param')
        await ANSWERS[given](deps.db, writeBy(deps, c), id)
        return c.json({ ok: true } as const, 200)
      },
    )
}
