import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Logger } from 'pino'

import type { HubEnv } from '../hub-env.ts'
import type { Meters } from '../meters.ts'

/**
 * One line and one measurement a request: its route pattern, status and time. Never the address itself, the person, or
 * what was sent.
 */
export function logRequest(log: Logger, meters: Meters): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    const startedAt = performance.now()
    await next()
    const durationMs = Math.round(performance.now() - startedAt)
    // The handler that answered was the last one called.
    const route = routePath(c)
    meters.requestMs.observe({ method: c.req.method, route, status: c.res.status }, durationMs)
    log.debug({ requestId: c.var.requestId, method: c.req.method, route, status: c.res.status, durationMs }, 'request')
  }
}
