import { createRoute, z } from '@hono/zod-openapi'

import { claimMatchIdSchema, narrativeIdSchema } from '@hub/core/ids.ts'
import { MATCH_STATES } from '@hub/core/match/decide-match.ts'
import {
  acceptMatchSchema,
  claimMatchPageSchema,
  decidedMatchSchema,
  matchCalibrationSchema,
  refuseMatchSchema,
} from '@hub/core/match/match-view.ts'
import { acceptMatch } from '@hub/db/claim-match/accept-match.ts'
import { getCalibration } from '@hub/db/claim-match/get-calibration.ts'
import { listMatches } from '@hub/db/claim-match/list-matches.ts'
import { refuseMatch } from '@hub/db/claim-match/refuse-match.ts'
import { reopenMatch } from '@hub/db/claim-match/reopen-match.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const NARRATIVES_MAX = 50

const byId = z.object({ id: claimMatchIdSchema })
const decided = { 200: answer(decidedMatchSchema) }
const listQuery = z.object({
  state: z.enum(MATCH_STATES).optional(),
  /** One narrative, or several separated by commas. */
  narratives: z
    .string()
    .transform((ids) => ids.split(','))
    .pipe(z.array(narrativeIdSchema).max(NARRATIVES_MAX))
    .optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** Fact-checks beside narratives, and what people decide on them. */
export function claimMatchRoutes(deps: ApiDeps) {
  return createRouter().route('/', matchReads(deps)).route('/', matchDecisions(deps))
}

function matchReads(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/claim-matches',
        ...guarded('narrative.read'),
        request: { query: listQuery },
        responses: { 200: answer(claimMatchPageSchema) },
      }),
      async (c) => {
        const { narratives, ...filter } = c.req.valid('query')
        const page = await listMatches(deps.db, c.var.scope, { ...filter, narrativeIds: narratives }, deps.clock())
        return c.json(page, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/match-calibration',
        ...guarded('narrative.read'),
        responses: { 200: answer(matchCalibrationSchema) },
      }),
      async (c) => c.json(await getCalibration(deps.db, c.var.scope), 200),
    )
}

function matchDecisions(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/claim-matches/{id}/accept',
        ...guarded('narrative.triage'),
        request: { params: byId, body: body(acceptMatchSchema) },
        responses: decided,
      }),
      async (c) =>
        c.json(
          decidedMatchSchema.parse(
            await acceptMatch(deps.db, writeBy(deps, c), c.req.valid('param').id, c.req.valid('json')),
          ),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/claim-matches/{id}/refuse',
        ...guarded('narrative.triage'),
        request: { params: byId, body: body(refuseMatchSchema) },
        responses: decided,
      }),
      async (c) =>
        c.json(
          decidedMatchSchema.parse(
            await refuseMatch(deps.db, writeBy(deps, c), c.req.valid('param').id, c.req.valid('json')),
          ),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/claim-matches/{id}/reopen',
        ...guarded('narrative.triage'),
        request: { params: byId, body: body(z.strictObject({})) },
        responses: decided,
      }),
      async (c) =>
        c.json(decidedMatchSchema.parse(await reopenMatch(deps.db, writeBy(deps, c), c.req.valid('param').id)), 200),
    )
}
