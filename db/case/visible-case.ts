import type { Scope } from '@hub/core/access/scope.ts'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'

import type { Database } from '../schema.ts'

/**
 * Need to know, as a condition on `case_file`: in the reader's world, not RED for them, and, unless they read all
 * cases, owned by one of their units, tasked to one, or resting on a narrative whose alert one of them received and kept.
 */
export function visibleCase(scope: Scope | undefined) {
  return (eb: ExpressionBuilder<Database, 'caseFile'>): Expression<SqlBool> => {
    if (!scope) return eb.lit(false)
    const conditions = [eb('caseFile.world', '=', scope.world)]
    if (!scope.mayReadRed) conditions.push(eb('caseFile.tlp', '<>', 'RED'))
    if (scope.everything) return eb.and(conditions)
    if (scope.unitIds.length === 0) return eb.lit(false)
    const tasked = eb
      .selectFrom('tasking')
      .select('tasking.id')
      .whereRef('tasking.caseId', '=', 'caseFile.id')
      .where('tasking.unitId', 'in', scope.unitIds)
      .where('tasking.state', 'not in', ['declined', 'withdrawn'])
    const received = eb
      .selectFrom('caseNarrative')
      .innerJoin('delivery', 'delivery.narrativeId', 'caseNarrative.narrativeId')
      .select('delivery.id')
      .whereRef('caseNarrative.caseId', '=', 'caseFile.id')
      .where('delivery.unitId', 'in', scope.unitIds)
      .where('delivery.state', 'not in', ['declined', 'rerouted'])
    const owned = eb('caseFile.owningUnitId', 'in', scope.unitIds)
    return eb.and([...conditions, eb.or([owned, eb.exists(tasked), eb.exists(received)])])
  }
}
