import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import type { ZodType } from 'zod'

import type { Permission } from '@hub/core/access/permissions.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import { Forbidden, NotFound } from '@hub/db/errors.ts'
import type { WriteBy } from '@hub/db/write.ts'

import type { ApiDeps } from './api-deps.ts'
import { InvalidInput } from './invalid-input.ts'
import type { HubEnv } from './hub-env.ts'

/** An empty router for one file of routes: input that does not fit its schema is refused before the handler runs. */
export function createRouter(): OpenAPIHono<HubEnv> {
  return new OpenAPIHono<HubEnv>({
    defaultHook: (result) => {
      if (result.success) return
      // An address that cannot name anything names nothing.
      if (result.target === 'param') throw new NotFound('page')
      throw new InvalidInput(result.error.issues)
    },
  })
}

/**
 * Names the permission of a route: refuses whoever holds it nowhere, and sets `c.var.scope` to what the actor may
 * read under it. A write is decided again, on its object, by the verb. Spread into `createRoute({ … })`.
 */
export function guarded(permission: Permission): { middleware: MiddlewareHandler<HubEnv>; 'x-permission': Permission } {
  return {
    'x-permission': permission,
    middleware: async (c, next) => {
      const scope = scopeOf(c.var.actor, permission, c.var.unitTree)
      if (!scope) throw new Forbidden(permission, `Your role does not include “${permission}”. Ask a coordinator.`)
      c.set('scope', scope)
      await next()
    },
  }
}

/** Marks a route that every signed-in person may use, whatever their role. */
export function signedIn(): { 'x-permission': 'signed_in' } {
  return { 'x-permission': 'signed_in' }
}

/** A JSON body of a request. */
export function body<Schema extends ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** The one good answer of a route; problems are described once for the whole API. */
export function answer<Schema extends ZodType>(schema: Schema, description = 'Done.') {
  return { description, content: { 'application/json': { schema } } }
}

/** Who writes, when, and under which request: the second argument of every write verb. */
export function writeBy(deps: Pick<ApiDeps, 'clock'>, c: Context<HubEnv>): WriteBy {
  return { actor: c.var.actor, now: deps.clock(), requestId: c.var.requestId }
}
