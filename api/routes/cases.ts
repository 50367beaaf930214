import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'

import { scopeOf } from '@hub/core/access/scope.ts'
import { CASE_STATES } from '@hub/core/case/case-state.ts'
import { caseDetailSchema, caseRowSchema } from '@hub/core/case/case-view.ts'
import { editCaseSchema } from '@hub/core/case/edit-case.ts'
import { moveCaseInputSchema } from '@hub/core/case/move-case-input.ts'
import { openCaseSchema } from '@hub/core/case/open-case.ts'
import { type CaseId, caseIdSchema, narrativeIdSchema, unitIdSchema } from '@hub/core/ids.ts'
import { assessmentSchema } from '@hub/core/resist/assessment.ts'
import { assessCase } from '@hub/db/assessment/assess-case.ts'
import { editCase } from '@hub/db/case/edit-case.ts'
import { getCase } from '@hub/db/case/get-case.ts'
import { linkNarrative } from '@hub/db/case/link-narrative.ts'
import { listCases } from '@hub/db/case/list-cases.ts'
import { moveCase } from '@hub/db/case/move-case.ts'
import { openCase } from '@hub/db/case/open-case.ts'
import { NotFound } from '@hub/db/errors.ts'

import type { ApiDeps } from '../api-deps.ts'
import type { HubEnv } from '../hub-env.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byId = z.object({ id: caseIdSchema })
const listQuery = z.object({
  state: z.enum(CASE_STATES).optional(),
  unitId: unitIdSchema.optional(),
  q: z.string().max(200).optional(),
})

/** Cases: what units work on together. Who has no need to know of a case does not learn that it exists. */
export function caseRoutes(deps: ApiDeps) {
  return createRouter().route('/', caseReads(deps)).route('/', caseMoves(deps)).route('/', caseEdits(deps))
}

/** The case as its reader may see it after a write. */
async function readCase(deps: ApiDeps, c: Context<HubEnv>, id: CaseId) {
  const scope = scopeOf(c.var.actor, 'case.read', c.var.unitTree)
  if (!scope) throw new NotFound('case')
  return getCase(deps.db, scope, id, deps.clock())
}

function caseReads(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/cases',
        ...guarded('case.read'),
        request: { query: listQuery },
        responses: { 200: answer(z.object({ rows: z.array(caseRowSchema) })) },
      }),
      async (c) => c.json({ rows: await listCases(deps.db, c.var.scope, c.req.valid('query'), deps.clock()) }, 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/cases/{id}',
        ...guarded('case.read'),
        request: { params: byId },
        responses: { 200: answer(caseDetailSchema) },
      }),
      async (c) => c.json(await readCase(deps, c, c.req.valid('param').id), 200),
    )
}

const detail = { 200: answer(caseDetailSchema) }

function caseMoves(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/cases',
        ...guarded('case.open'),
        request: { body: body(openCaseSchema) },
        responses: { 201: answer(caseDetailSchema) },
      }),
      async (c) => {
        const opened = await openCase(deps.db, writeBy(deps, c), c.req.valid('json'))
        return c.json(await readCase(deps, c, opened.id), 201)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/cases/{id}/move',
        // A move to an end needs case.close; the verb decides which.
        ...guarded('case.triage'),
        request: { params: byId, body: body(moveCaseInputSchema) },
        responses: detail,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await moveCase(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await readCase(deps, c, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/cases/{id}/assess',
        ...guarded('case.assess'),
        request: { params: byId, body: body(assessmentSchema) },
        responses: detail,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await assessCase(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await readCase(deps, c, id), 200)
      },
    )
}

function caseEdits(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/cases/{id}/edit',
        ...guarded('case.triage'),
        request: { params: byId, body: body(editCaseSchema) },
        responses: detail,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await editCase(deps.db, writeBy(deps, c), id, c.req.valid('json'))
        return c.json(await readCase(deps, c, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/cases/{id}/narratives',
        ...guarded('case.triage'),
        request: { params: byId, body: body(z.strictObject({ narrativeId: narrativeIdSchema })) },
        responses: detail,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await linkNarrative(deps.db, writeBy(deps, c), id, c.req.valid('json').narrativeId)
        return c.json(await readCase(deps, c, id), 200)
      },
    )
}
