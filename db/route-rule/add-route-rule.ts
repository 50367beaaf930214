import { type RouteRuleInput, ruleWords } from '@hub/core/alert/route-rule-view.ts'
import { routeRuleIdSchema } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockRouteRules, requireOpenUnits } from './lock-route-rules.ts'

/** Adds a routing rule behind the present ones, before the catch-all. Alerts routed before keep their units. */
export async function addRouteRule(
  db: Db | Tx,
  by: WriteBy,
  input: RouteRuleInput & { isCatchAll?: boolean },
): Promise<Row<'routeRule'>> {
  return write(db, by, async (w) => {
    await w.require('route.manage')
    await requireOpenUnits(w, input.unitIds)
    const rules = await lockRouteRules(w)
    const same = rules.find((rule) => rule.title === input.title)
    if (same && JSON.stringify(ruleWords(same)) === JSON.stringify(ruleWords(input))) {
      w.unchanged()
      return same
    }
    const position = Math.max(0, ...rules.map((rule) => rule.position)) + 1
    const rule = await w.tx
      .insertInto('routeRule')
      .values({
        id: newId(routeRuleIdSchema),
        ...input,
        position,
        world: by.actor.world,
        createdAt: by.now,
        updatedAt: by.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await w.audit({ action: 'added', noun: 'route_rule', objectId: rule.id, details: { ...input, position } })
    await w.live({ noun: 'route_rule', id: rule.id, version: rule.rowVersion })
    return rule
  })
}
