import type { MiddlewareHandler } from 'hono'

import { recordRead } from '@hub/db/audit-log/record-read.ts'

import type { ApiDeps } from '../api-deps.ts'
import type { HubEnv } from '../hub-env.ts'
import { writeBy } from '../router.ts'

const RECORDED = [
  { path: /^\/api\/v1\/cases(?:\/([\da-f-]{36}))?/, noun: 'case', permission: 'case.read' },
  { path: /^\/api\/v1\/items(?:\/([\da-f-]{36}))?/, noun: 'item', permission: 'item.read' },
  { path: /^\/api\/v1\/audit/, noun: 'audit', permission: 'audit.read' },
] as const

/** An auditor reads every live case and searches every item, and each such read stands in the record that auditors themselves keep. */
export function recordAuditorReads(deps: Pick<ApiDeps, 'db' | 'clock'>): MiddlewareHandler<HubEnv> {
  return async (c, next) => {
    await next()
    const isAuditor = c.var.actor?.memberships.some(({ role }) => role === 'auditor') ?? false
    if (!isAuditor || c.req.method !== 'GET' || c.res.status !== 200) return
    const recorded = RECORDED.find(({ path }) => path.test(c.req.path))
    if (!recorded) return
    const objectId = recorded.path.exec(c.req.path)?.[1] ?? null
    const query = new URL(c.req.url).search
    await recordRead(deps.db, writeBy(deps, c), {
      permission: recorded.permission,
      noun: recorded.noun,
      objectId,
      query,
    })
  }
}
