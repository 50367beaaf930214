import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'

import type { Actor } from '@hub/core/access/actor.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { WEAK_PUSH_PROBLEM } from '@hub/core/source/websub.ts'
import { confirmIntent, findSubscription } from '@hub/db/websub/answer-hub.ts'
import { refusePush } from '@hub/db/websub/refuse-push.ts'
import { takePush } from '@hub/db/websub/take-push.ts'

import type { ApiDeps } from '../api-deps.ts'
import type { HubEnv } from '../hub-env.ts'
import { judgeSignature } from '../judge-signature.ts'

const PUSH_BYTES_MAX = 15 * 1024 * 1024
const HUB: Actor = { kind: 'webhook', name: 'websub', world: LIVE_WORLD }

const intentSchema = z.object({
  'hub.mode': z.enum(['subscribe', 'unsubscribe', 'denied']),
  'hub.topic': z.string().max(4000),
  'hub.challenge': z.string().max(4000).optional(),
  'hub.lease_seconds': z.coerce.number().int().min(0).max(1e9).optional(),
  'hub.reason': z.string().max(500).optional(),
})

/**
 * What the hubs of feeds ask and push, at addresses only they know (W3C WebSub, https://www.w3.org/TR/websub/ §5.3 and §7).
 * A push with a wrong signature is answered like a right one and ignored, as the recommendation wants; one signed with SHA-1
 * is ignored too, and said once to the operator.
 */
export function websubRoutes(deps: Pick<ApiDeps, 'db' | 'clock' | 'log'>) {
  const by = () => ({ actor: HUB, now: deps.clock() })
  return new Hono<HubEnv>()
    .get('/hooks/websub/:token', async (c) => {
      const held = await findSubscription(deps.db, c.req.param('token'))
      const query = intentSchema.safeParse(c.req.query())
      if (held === undefined || !query.success) return c.text('There is no such subscription.', 404)
      const { data } = query
      const isMeant = await confirmIntent(deps.db, by(), held, {
        mode: data['hub.mode'],
        topic: data['hub.topic'],
        leaseSeconds: data['hub.lease_seconds'] ?? null,
        reason: data['hub.reason'] ?? null,
      })
      if (!isMeant) return c.text('This was not asked for.', 404)
      return c.text(data['hub.challenge'] ?? '', 200, { 'x-content-type-options': 'nosniff' })
    })
    .post('/hooks/websub/:token', bodyLimit({ maxSize: PUSH_BYTES_MAX }), async (c) => {
      const held = await findSubscription(deps.db, c.req.param('token'))
      if (held === undefined) return c.text('There is no such subscription.', 404)
      if (held.state !== 'active') return c.text('This subscription has ended.', 410)
      const body = new Uint8Array(await c.req.arrayBuffer())
      const verdict = judgeSignature(c.req.header('x-hub-signature'), body, held.secret)
      if (verdict === 'right') await takePush(deps.db, by(), held)
      if (verdict === 'weak' && (await refusePush(deps.db, by(), held)))
        deps.log.warn({ topic: held.topicUrl }, WEAK_PUSH_PROBLEM)
      return c.body(null, 202)
    })
}
