import { createRoute, z } from '@hono/zod-openapi'

import { mayAtAll, PERMISSIONS, type Permission } from '@hub/core/access/permissions.ts'
import { sessionViewSchema } from '@hub/core/access/session-view.ts'
import { listUnits } from '@hub/db/unit/queries.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, signedIn } from '../router.ts'

const PASSWORD_LENGTH_MIN = 12
const setPasswordSchema = z.strictObject({
  newPassword: z.string().min(PASSWORD_LENGTH_MIN).max(128),
  /** Needed once a password exists. */
  currentPassword: z.string().optional(),
})

/** Who is signed in, and their own password. */
export function sessionRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({ method: 'get', path: '/session', ...signedIn(), responses: { 200: answer(sessionViewSchema) } }),
      async (c) => {
        const { actor, email } = c.var
        const units = await listUnits(deps.db)
        const nameOf = new Map(units.map(({ id, name }) => [id, name]))
        const permissions = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) =>
          mayAtAll(actor, permission),
        )
        return c.json(
          {
            user: { id: actor.userId, name: actor.name, email },
            memberships: actor.memberships.map(({ unitId, role }) => ({
              unitId,
              role,
              unitName: nameOf.get(unitId) ?? '',
            })),
            permissions,
            world: actor.world,
            chatModel: deps.chatModel ?? null,
            units: units.map(({ id, name, parentId, kind }) => ({ id, name, parentId, kind })),
          },
          200,
        )
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/session/password',
        ...signedIn(),
        request: { body: body(setPasswordSchema) },
        responses: { 200: answer(z.object({ hasPassword: z.literal(true) })) },
      }),
      async (c) => {
        await deps.auth.setPassword(c.req.raw.headers, c.req.valid('json'))
        return c.json({ hasPassword: true as const }, 200)
      },
    )
}
