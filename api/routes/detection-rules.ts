import { createRoute, z } from '@hono/zod-openapi'

import { detectionRuleIdSchema } from '@hub/core/ids.ts'
import { rehearsalSchema, rehearseSchema } from '@hub/core/signal/rehearsal-view.ts'
import { ruleInputSchema, ruleViewSchema } from '@hub/core/signal/rule-view.ts'
import { addDetectionRule } from '@hub/db/detection-rule/add-detection-rule.ts'
import { editDetectionRule } from '@hub/db/detection-rule/edit-detection-rule.ts'
import { listDetectionRules, viewDetectionRules } from '@hub/db/detection-rule/queries.ts'
import { removeDetectionRule } from '@hub/db/detection-rule/remove-detection-rule.ts'
import { Conflict, NotFound } from '@hub/db/errors.ts'
import type { Row } from '@hub/db/schema.ts'
import { rehearseRule } from '@hub/db/signal/rehearse-rule.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byId = z.object({ id: detectionRuleIdSchema })
const rowsSchema = z.object({ rows: z.array(ruleViewSchema) })
const editSchema = z.strictObject({ rule: ruleInputSchema, expectedVersion: z.number().int().optional() })

/** The rules by which signals are raised, and what a draft of one would have raised. */
export function detectionRuleRoutes(deps: ApiDeps) {
  return createRouter().route('/', ruleReads(deps)).route('/', ruleChanges(deps)).route('/', rehearsals(deps))
}

function ruleReads(deps: ApiDeps) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/detection-rules',
      ...guarded('rule.read'),
      responses: { 200: answer(rowsSchema) },
    }),
    async (c) => c.json({ rows: await listDetectionRules(deps.db, c.var.scope.world, deps.clock()) }, 200),
  )
}

function ruleChanges(deps: ApiDeps) {
  const view = async (rule: Row<'detectionRule'>) => {
    const [seen] = await viewDetectionRules(deps.db, [rule], deps.clock())
    if (!seen) throw new NotFound('detection rule')
    return seen
  }
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/detection-rules',
        ...guarded('rule.manage'),
        request: { body: body(ruleInputSchema) },
        responses: { 201: answer(ruleViewSchema) },
      }),
      async (c) => c.json(await view(await addDetectionRule(deps.db, writeBy(deps, c), c.req.valid('json'))), 201),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/detection-rules/{id}',
        ...guarded('rule.manage'),
        request: { params: byId, body: body(editSchema) },
        responses: { 200: answer(ruleViewSchema) },
      }),
      async (c) => {
        const { rule, expectedVersion } = c.req.valid('json')
        const input = { id: c.req.valid('param').id, ...rule, expectedVersion }
        return c.json(await view(await editDetectionRule(deps.db, writeBy(deps, c), input)), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/detection-rules/{id}/remove',
        ...guarded('rule.manage'),
        request: { params: byId },
        responses: { 200: answer(rowsSchema) },
      }),
      async (c) => {
        await removeDetectionRule(deps.db, writeBy(deps, c), c.req.valid('param').id)
        return c.json({ rows: await listDetectionRules(deps.db, c.var.actor.world, deps.clock()) }, 200)
      },
    )
}

/** So many rehearsals may run at once: each reads a month. */
const REHEARSALS_MAX = 2

function rehearsals(deps: ApiDeps) {
  let running = 0
  return createRouter().openapi(
    createRoute({
      method: 'post',
      path: '/detection-rules/rehearse',
      ...guarded('narrative.read'),
      request: { body: body(rehearseSchema) },
      responses: { 200: answer(rehearsalSchema) },
    }),
    async (c) => {
      if (running >= REHEARSALS_MAX)
        throw new Conflict('rehearsal_busy', 'Other rehearsals are running. Try again in a few seconds.')
      running += 1
      try {
        const asked = { scope: c.var.scope, now: deps.clock(), signal: c.req.raw.signal }
        return c.json(await rehearseRule(deps.db, c.req.valid('json'), asked), 200)
      } catch (error) {
        if (c.req.raw.signal.aborted)
          throw new Conflict('rehearsal_given_up', 'Nobody waits for this rehearsal any more.')
        throw error
      } finally {
        running -= 1
      }
    },
  )
}
