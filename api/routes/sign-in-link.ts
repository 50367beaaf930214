import { Hono } from 'hono'

import type { ApiDeps } from '../api-deps.ts'
import type { HubEnv } from '../hub-env.ts'

/**
 * The address of a one-time sign-in link. Opening it spends the token, sets the session cookie for the host it was
 * opened on, and goes to the first page; a link that was used or is too old goes to the sign-in page, which says so.
 */
export function signInLinkRoute(deps: Pick<ApiDeps, 'auth'>) {
  return new Hono<HubEnv>().get('/sign-in/link', async (c) => {
    c.header('cache-control', 'no-store')
    const token = c.req.query('token')
    // Programs that preview links ask with HEAD: that must not spend the token.
    if (c.req.method === 'HEAD') return c.body(null, 200)
    const cookies = token ? await deps.auth.openLink(token, c.req.raw.headers) : undefined
    if (!cookies) return c.redirect('/sign-in?error=link')
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
    return c.redirect('/')
  })
}
