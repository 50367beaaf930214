import type { World } from '@hub/core/access/role.ts'
import { type RouteRuleView, ruleWords } from '@hub/core/alert/route-rule-view.ts'

import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'

/** The routing rules in the order in which they are tried; the catch-all stands last. */
export async function listRouteRules(db: Reader, world: World): Promise<Row<'routeRule'>[]> {
  return db
    .selectFrom('routeRule')
    .selectAll()
    .where('world', '=', world)
    .orderBy('isCatchAll')
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** A rule as people see it. */
export function viewRouteRule(rule: Row<'routeRule'>): RouteRuleView {
  const { id, position, isCatchAll, rowVersion } = rule
  return { ...ruleWords(rule), id, position, isCatchAll, rowVersion }
}
