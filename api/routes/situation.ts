import { createRoute } from '@hono/zod-openapi'

import type { Permission } from '@hub/core/access/permissions.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import { situationSchema } from '@hub/core/situation/situation-view.ts'
import { readSituation } from '@hub/db/situation/read-situation.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, createRouter, signedIn } from '../router.ts'

/** The home page of everybody: each band holds what the reader's roles let them see, and is empty otherwise. */
export function situationRoutes(deps: ApiDeps) {
  return createRouter().openapi(
    createRoute({ method: 'get', path: '/situation', ...signedIn(), responses: { 200: answer(situationSchema) } }),
    async (c) => {
      const scope = (permission: Permission) => scopeOf(c.var.actor, permission, c.var.unitTree)
      const situation = await readSituation(deps.db, {
        now: deps.clock(),
        narratives: scope('narrative.read'),
        sources: scope('source.read'),
        alerts: scope('alert.read'),
        answersAlerts: scope('delivery.acknowledge'),
        answersTaskings: scope('tasking.answer'),
        approvesProfiles: scope('profile.approve'),
        cases: scope('case.read'),
      })
      return c.json(situation, 200)
    },
  )
}
