import type { MiddlewareHandler } from 'hono'

import { Forbidden } from '@hub/db/errors.ts'

import type { HubEnv } from '../hub-env.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that another site's page sends with our cookie: its Origin must be one of ours. Programs send none
 * and carry no cookie that a page could misuse.
 */
export function refuseCrossSite(trustedOrigins: readonly string[]): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    const origin = c.req.header('origin')
    const fetchSite = c.req.header('sec-fetch-site')
    const isOurs =
      origin === undefined
        ? fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none'
        : trustedOrigins.includes(origin)
    if (!READS.has(c.req.method) && !isOurs) {
      throw new Forbidden(
        'cross_site',
        'This came from another site and was refused. Open the hub itself and try again.',
      )
    }
    await next()
  }
}
