import { createRoute, z } from '@hono/zod-openapi'

import { API_KEY_MOVES, apiKeyViewSchema, issueApiKeySchema, moveApiKeySchema } from '@hub/core/access/api-key.ts'
import { apiKeyIdSchema } from '@hub/core/ids.ts'
import { issueApiKey } from '@hub/db/api-key/issue-api-key.ts'
import { moveApiKey } from '@hub/db/api-key/move-api-key.ts'
import { getApiKey, listApiKeys } from '@hub/db/api-key/queries.ts'

import type { ApiDeps } from '../api-deps.ts'
import { createApiKeySecret } from '../api-key-secret.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

/** The keys with which other systems hand items in. A secret is in the answer that makes it, and nowhere else. */
export function apiKeyRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api-keys',
        ...guarded('api_key.read'),
        responses: { 200: answer(z.object({ rows: z.array(apiKeyViewSchema) })) },
      }),
      async (c) => c.json({ rows: await listApiKeys(deps.db, c.var.scope, deps.clock()) }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api-keys',
        ...guarded('api_key.issue'),
        request: { body: body(issueApiKeySchema) },
        responses: {
          201: answer(z.object({ key: apiKeyViewSchema, secret: z.string() }), 'The key, with its secret this once.'),
        },
      }),
      async (c) => {
        const { secret, hash, hint } = createApiKeySecret()
        const input = { ...c.req.valid('json'), secretHash: hash, hint }
        const { id } = await issueApiKey(deps.db, writeBy(deps, c), input)
        return c.json({ key: await getApiKey(deps.db, c.var.scope, id, deps.clock()), secret }, 201)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api-keys/{id}/{move}',
        ...guarded('api_key.stop'),
        request: {
          params: z.object({ id: apiKeyIdSchema, move: z.enum(API_KEY_MOVES) }),
          body: body(moveApiKeySchema),
        },
        responses: { 200: answer(apiKeyViewSchema) },
      }),
      async (c) => {
        const { id, move } = c.req.valid('param')
        await moveApiKey(deps.db, writeBy(deps, c), { id, move, ...c.req.valid('json') })
        return c.json(await getApiKey(deps.db, c.var.scope, id, deps.clock()), 200)
      },
    )
}
