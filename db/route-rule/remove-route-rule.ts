import type { RouteRuleId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import { write, type WriteBy } from '../write.ts'
import { lockRouteRules } from './lock-route-rules.ts'

/**
 * Takes a rule out; the audit entry keeps what it said. Deliveries it caused keep its title. The catch-all stays: an
 * alert must always reach somebody.
 */
export async function removeRouteRule(db: Db | Tx, by: WriteBy, id: RouteRuleId): Promise<void> {
  await write(db, by, async (w) => {
    await w.require('route.manage')
    const rule = (await lockRouteRules(w)).find((candidate) => candidate.id === id)
    if (!rule) throw new NotFound('route rule')
    if (rule.isCatchAll)
      throw new Conflict('catch_all_stays', 'The catch-all cannot be removed: an alert must always reach somebody.')
    await w.tx.deleteFrom('routeRule').where('id', '=', id).execute()
    const { title, terms, countries, languages, minSeverity, unitIds, continues, enabled, position } = rule
    const was = { title, terms, countries, languages, minSeverity, unitIds, continues, enabled, position }
    await w.audit({ action: 'removed', noun: 'route_rule', objectId: id, details: { was } })
    await w.live({ noun: 'route_rule', id, version: rule.rowVersion + 1 })
  })
}
