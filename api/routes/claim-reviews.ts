import { createRoute, z } from '@hono/zod-openapi'

import { claimReviewPageSchema } from '@hub/core/claim/claim-review-view.ts'
import { listClaimReviews } from '@hub/db/claim-review/list-claim-reviews.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, createRouter, guarded } from '../router.ts'

const listQuery = z.object({
  q: z.string().max(500).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** What fact-checkers said of claims, as collected. */
export function claimReviewRoutes(deps: ApiDeps) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/claim-reviews',
      ...guarded('item.read'),
      request: { query: listQuery },
      responses: { 200: answer(claimReviewPageSchema) },
    }),
    async (c) => c.json(await listClaimReviews(deps.db, c.var.scope, c.req.valid('query')), 200),
  )
}
