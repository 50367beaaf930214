import type { MiddlewareHandler } from 'hono'

import { newRowId } from '@hub/db/new-id.ts'

import type { HubEnv } from '../hub-env.ts'

/** Gives each request an id of our own, which stands in the log, in audit entries and in the answer. */
export function nameRequest(): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    c.set('requestId', newRowId())
    await next()
    c.header('x-request-id', c.var.requestId)
  }
}
