import type { Scope } from '@hub/core/access/scope.ts'
import type { CaseState } from '@hub/core/case/case-state.ts'
import type { CaseRow } from '@hub/core/case/case-view.ts'
import type { UnitId } from '@hub/core/ids.ts'

import type { Reader } from '../connect.ts'
import { caseRows } from './case-rows.ts'
import { visibleCase } from './visible-case.ts'

export type CaseFilter = { state?: CaseState; unitId?: UnitId; q?: string }

/** As many cards as a board can carry; the closed ones fall off its end first. */
const LISTED = 500

/**
 * The cases the reader needs to know of: the board and the table are this one query. Open ones come first, then the
 * most lately changed. `unitId` keeps those the unit owns or works on; `q` looks at reference, title and summary.
 */
export async function listCases(db: Reader, scope: Scope, filter: CaseFilter, now: Date): Promise<CaseRow[]> {
  const typed = filter.q?.trim()
  const pattern = typed ? `%${typed.replaceAll(/[\\%_]/g, '\\$&')}%` : undefined
  const cases = await db
    .selectFrom('caseFile')
    .selectAll()
    .where(visibleCase(scope))
    .where((eb) => (filter.state ? eb('caseFile.state', '=', filter.state) : eb.lit(true)))
    .where((eb) => {
      if (!filter.unitId) return eb.lit(true)
      const tasked = eb
        .selectFrom('tasking')
        .select('tasking.id')
        .whereRef('tasking.caseId', '=', 'caseFile.id')
        .where('tasking.unitId', '=', filter.unitId)
        .where('tasking.state', 'not in', ['declined', 'withdrawn'])
      return eb.or([eb('caseFile.owningUnitId', '=', filter.unitId), eb.exists(tasked)])
    })
    .where((eb) => {
      if (pattern === undefined) return eb.lit(true)
      return eb.or([eb('reference', 'ilike', pattern), eb('title', 'ilike', pattern), eb('summary', 'ilike', pattern)])
    })
    .orderBy((eb) => eb('caseFile.state', 'in', ['closed', 'dismissed', 'merged']))
    .orderBy('caseFile.updatedAt', 'desc')
    .orderBy('caseFile.id', 'desc')
    .limit(LISTED)
    .execute()
  return caseRows(db, now, cases)
}
