import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'

import { grantMembershipSchema, inviteUserSchema, type UserView, userViewSchema } from '@hub/core/access/user-view.ts'
import { type UserId, userIdSchema } from '@hub/core/ids.ts'
import { maybeReasonSchema, reasonSchema } from '@hub/core/source/source-input.ts'
import { NotFound } from '@hub/db/errors.ts'
import { requirePermission } from '@hub/db/require-permission.ts'
import { grantMembership } from '@hub/db/user/grant-membership.ts'
import { findUser, listUsers, type UserWithMemberships } from '@hub/db/user/queries.ts'
import { revokeMembership } from '@hub/db/user/revoke-membership.ts'
import { reinstateUser, suspendUser } from '@hub/db/user/suspend-user.ts'

import type { ApiDeps } from '../api-deps.ts'
import type { HubEnv } from '../hub-env.ts'
import { inviteUser } from '../invite-user.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'
import { createSignInLink } from '../sign-in-link.ts'

const byId = z.object({ id: userIdSchema })
const linkSchema = z.object({ link: z.string() })

/** People, their roles in units, and the links that let them in. */
export function userRoutes(deps: ApiDeps) {
  return createRouter()
    .route('/', accountRoutes(deps))
    .route('/', membershipRoutes(deps))
    .route('/', suspensionRoutes(deps))
}

/** The account as it stands after a write. */
async function readUser(deps: ApiDeps, c: Context<HubEnv>, id: UserId): Promise<UserView> {
  const found = await findUser(deps.db, c.var.actor.world, id)
  if (!found) throw new NotFound('user')
  return viewUser(found)
}

const user = { 200: answer(userViewSchema) }

function accountRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/users',
        ...guarded('user.read'),
        responses: { 200: answer(z.object({ rows: z.array(userViewSchema) })) },
      }),
      async (c) => c.json({ rows: (await listUsers(deps.db, c.var.scope.world)).map(viewUser) }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/users/invite',
        ...guarded('user.manage'),
        request: { body: body(inviteUserSchema) },
        responses: { 201: answer(linkSchema.extend({ user: userViewSchema })) },
      }),
      async (c) => {
        const { user: invited, link } = await inviteUser(deps, writeBy(deps, c), c.req.valid('json'))
        return c.json({ user: await readUser(deps, c, invited.id), link }, 201)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/users/{id}/link',
        ...guarded('user.manage'),
        request: { params: byId },
        responses: { 201: answer(linkSchema) },
      }),
      async (c) => {
        await requirePermission(deps.db, c.var.actor, 'user.manage')
        const { email } = await readUser(deps, c, c.req.valid('param').id)
        return c.json({ link: await createSignInLink(deps, writeBy(deps, c), email) }, 201)
      },
    )
}

function membershipRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/users/{id}/memberships',
        ...guarded('user.manage'),
        request: { params: byId, body: body(grantMembershipSchema) },
        responses: user,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await grantMembership(deps.db, writeBy(deps, c), { userId: id, ...c.req.valid('json') })
        return c.json(await readUser(deps, c, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/memberships/{id}/revoke',
        ...guarded('user.manage'),
        request: { params: z.object({ id: z.uuid() }), body: body(reasonSchema) },
        responses: user,
      }),
      async (c) => {
        const membership = await revokeMembership(deps.db, writeBy(deps, c), {
          id: c.req.valid('param').id,
          ...c.req.valid('json'),
        })
        return c.json(await readUser(deps, c, membership.userId), 200)
      },
    )
}

function suspensionRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/users/{id}/suspend',
        ...guarded('user.manage'),
        request: { params: byId, body: body(reasonSchema) },
        responses: user,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await suspendUser(deps.db, writeBy(deps, c), { id, ...c.req.valid('json') })
        await deps.auth.endSessions(id)
        return c.json(await readUser(deps, c, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/users/{id}/reinstate',
        ...guarded('user.manage'),
        request: { params: byId, body: body(maybeReasonSchema) },
        responses: user,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await reinstateUser(deps.db, writeBy(deps, c), { id, ...c.req.valid('json') })
        return c.json(await readUser(deps, c, id), 200)
      },
    )
}

function viewUser({ id, name, email, status, memberships }: UserWithMemberships): UserView {
  const held = memberships.map((row) => ({
    id: row.id,
    unitId: row.unitId,
    unitName: row.unitName,
    role: row.role,
    grantedAt: row.grantedAt.toISOString(),
  }))
  return { id, name, email, status, memberships: held }
}
