import type { RouteRuleId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { write, type WriteBy } from '../write.ts'
import { lockRouteRules } from './lock-route-rules.ts'

/** Sets the order in which rules are tried. Every rule is named once; the catch-all, named or not, stays last. */
export async function reorderRouteRules(db: Db | Tx, by: WriteBy, ids: readonly RouteRuleId[]): Promise<void> {
  await write(db, by, async (w) => {
    await w.require('route.manage')
    const rules = await lockRouteRules(w)
    const movable = rules.filter(({ isCatchAll }) => !isCatchAll).map(({ id }) => id)
    const wanted = [...new Set(ids)].filter((id) => movable.includes(id))
    if (wanted.length !== movable.length) {
      throw new Conflict(
        'rules_changed',
        'The rules have changed since you opened them. Look again, then set their order.',
      )
    }
    if (wanted.every((id, index) => id === movable[index])) {
      w.unchanged()
      return
    }
    for (const [index, id] of wanted.entries()) {
      const set = { position: index + 1, updatedAt: by.now }
      await w.tx
        .updateTable('routeRule')
        .set((eb) => ({ ...set, rowVersion: eb('rowVersion', '+', 1) }))
        .where('id', '=', id)
        .execute()
    }
    await w.audit({ action: 'reordered', noun: 'route_rule', details: { was: movable, is: wanted } })
    await w.live({ noun: 'route_rule', id: wanted[0] ?? '', version: 0 })
  })
}
