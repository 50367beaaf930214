import { type RouteRuleInput, ruleWords } from '@hub/core/alert/route-rule-view.ts'
import type { RouteRuleId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockRouteRules, requireOpenUnits } from './lock-route-rules.ts'

/** Replaces what a rule says. The catch-all keeps taking everything: only its title and units may change. */
export async function editRouteRule(
  db: Db | Tx,
  by: WriteBy,
  input: RouteRuleInput & { id: RouteRuleId; expectedVersion?: number | undefined },
): Promise<Row<'routeRule'>> {
  return write(db, by, async (w) => {
    await w.require('route.manage')
    const { id, expectedVersion, ...wanted } = input
    const rule = (await lockRouteRules(w)).find((candidate) => candidate.id === id)
    if (!rule) throw new NotFound('route rule')
    w.requireVersion(rule, expectedVersion)
    await requireOpenUnits(w, wanted.unitIds)
    const narrows =
      wanted.terms.length + wanted.countries.length + wanted.languages.length > 0 ||
      wanted.minSeverity !== 'S4' ||
      !wanted.enabled
    if (rule.isCatchAll && narrows) {
      throw new Conflict(
        'catch_all_stays',
        'The catch-all takes whatever no other rule takes: give it other units, or add a rule before it.',
      )
    }
    const was = ruleWords(rule)
    if (JSON.stringify(was) === JSON.stringify({ ...was, ...wanted })) {
      w.unchanged()
      return rule
    }
    const edited = await w.tx
      .updateTable('routeRule')
      .set({ ...wanted, rowVersion: rule.rowVersion + 1, updatedAt: by.now })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await w.audit({ action: 'edited', noun: 'route_rule', objectId: id, details: { was, is: wanted } })
    await w.live({ noun: 'route_rule', id, version: edited.rowVersion })
    return edited
  })
}
