import type { MiddlewareHandler } from 'hono'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { unitDescendants } from '@hub/db/unit/queries.ts'
import { findActingUser } from '@hub/db/user/queries.ts'

import type { ApiDeps } from '../api-deps.ts'
import type { HubEnv } from '../hub-env.ts'
import { NotSignedIn } from '../not-signed-in.ts'

/** Turns the session cookie into the actor of the request, with the roles held at this moment; refuses without one. */
export function requireSession(deps: Pick<ApiDeps, 'auth' | 'db'>): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    const session = await deps.auth.readSession(c.req.raw.headers)
    const user = session && (await findActingUser(deps.db, session.userId, LIVE_WORLD))
    if (!session || !user) throw new NotSignedIn()
    c.set('actor', { kind: 'user', userId: user.id, name: user.name, memberships: user.memberships, world: LIVE_WORLD })
    c.set('email', user.email)
    c.set('unitTree', await unitDescendants(deps.db))
    await next()
    for (const cookie of session.setCookies) c.res.headers.append('set-cookie', cookie)
  }
}
