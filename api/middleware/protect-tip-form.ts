import type { MiddlewareHandler } from 'hono'

import type { HubEnv } from '../hub-env.ts'

/** The public form needs a style sheet of our own and to be sent to us; nothing else may load or run in it. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Stands outside the general protection, so that its stricter policy is the one that is sent. */
export function protectTipForm(): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    await next()
    c.header('content-security-policy', POLICY)
  }
}
