import { createRoute, z } from '@hono/zod-openapi'

import { profileIdSchema } from '@hub/core/ids.ts'
import { profileViewSchema, proposeProfileSchema } from '@hub/core/source/profile-view.ts'
import { maybeReasonSchema, nameSourcesSchema, reasonSchema } from '@hub/core/source/source-input.ts'
import { approveProfile } from '@hub/db/profile/approve-profile.ts'
import { nameSourcesInProfile } from '@hub/db/profile/name-sources-in-profile.ts'
import { proposeProfile } from '@hub/db/profile/propose-profile.ts'
import { getProfile, listProfiles } from '@hub/db/profile/queries.ts'
import { withdrawProfile } from '@hub/db/profile/withdraw-profile.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byId = z.object({ id: profileIdSchema })

/** Watch profiles: why something is collected, by whose decision, and until when. */
export function profileRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/profiles',
        ...guarded('profile.read'),
        responses: { 200: answer(z.object({ rows: z.array(profileViewSchema) })) },
      }),
      async (c) => c.json({ rows: await listProfiles(deps.db, c.var.scope, deps.clock()) }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/profiles',
        ...guarded('profile.propose'),
        request: { body: body(proposeProfileSchema) },
        responses: { 201: answer(profileViewSchema) },
      }),
      async (c) => {
        const { id } = await proposeProfile(deps.db, writeBy(deps, c), {
          ...c.req.valid('json'),
          allowList: deps.allowList,
        })
        return c.json(await getProfile(deps.db, c.var.scope, id, deps.clock()), 201)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/profiles/{id}',
        ...guarded('profile.read'),
        request: { params: byId },
        responses: { 200: answer(profileViewSchema) },
      }),
      async (c) => c.json(await getProfile(deps.db, c.var.scope, c.req.valid('param').id, deps.clock()), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/profiles/{id}/approve',
        ...guarded('profile.approve'),
        request: { params: byId, body: body(maybeReasonSchema) },
        responses: { 200: answer(profileViewSchema) },
      }),
      async (c) => {
        const { id } = await approveProfile(deps.db, writeBy(deps, c), {
          id: c.req.valid('param').id,
          ...c.req.valid('json'),
        })
        return c.json(await getProfile(deps.db, c.var.scope, id, deps.clock()), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/profiles/{id}/withdraw',
        ...guarded('profile.approve'),
        request: { params: byId, body: body(reasonSchema) },
        responses: { 200: answer(profileViewSchema) },
      }),
      async (c) => {
        const { id } = await withdrawProfile(deps.db, writeBy(deps, c), {
          id: c.req.valid('param').id,
          ...c.req.valid('json'),
        })
        return c.json(await getProfile(deps.db, c.var.scope, id, deps.clock()), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/profiles/{id}/sources',
        ...guarded('profile.propose'),
        request: { params: byId, body: body(nameSourcesSchema) },
        responses: { 200: answer(profileViewSchema) },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await nameSourcesInProfile(deps.db, writeBy(deps, c), { id, ...c.req.valid('json') })
        return c.json(await getProfile(deps.db, c.var.scope, id, deps.clock()), 200)
      },
    )
}
