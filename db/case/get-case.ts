import type { Scope } from '@hub/core/access/scope.ts'
import type { CaseDetail } from '@hub/core/case/case-view.ts'
import type { CaseId } from '@hub/core/ids.ts'

import { findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import { listDeliveriesOf } from '../delivery/list-deliveries.ts'
import { NotFound } from '../errors.ts'
import { listEntries } from '../log/log-views.ts'
import { narrativeRows } from '../narrative/narrative-rows.ts'
import { listRuns } from '../run/list-runs.ts'
import { listTaskings } from '../tasking/tasking-views.ts'
import { caseRows } from './case-rows.ts'
import { visibleCase } from './visible-case.ts'

/** A case in full. One the reader has no need to know of answers like a missing one: NotFound. */
export async function getCase(db: Reader, scope: Scope, caseId: CaseId, now: Date): Promise<CaseDetail> {
  const found = await db
    .selectFrom('caseFile')
    .selectAll()
    .where('id', '=', caseId)
    .where(visibleCase(scope))
    .executeTakeFirst()
  const [row] = found ? await caseRows(db, now, [found]) : []
  if (!found || !row) throw new NotFound('case')
  const nameOf = await findActorNames(db, [found.openedBy])
  return {
    ...row,
    summary: found.summary,
    openedBy: nameOf(found.openedBy),
    closedAt: found.closedAt?.toISOString() ?? null,
    dismissalReason: found.dismissalReason,
    closingReason: found.closingReason,
    mergedInto: found.mergedInto,
    narratives: await listNarrativesOf(db, scope, row.narrativeIds, now),
    assessment: await findAssessment(db, caseId),
    taskings: await listTaskings(db, caseId),
    deliveries: await listDeliveriesOf(db, { scope, answers: undefined, caseScope: scope }, row.narrativeIds),
    runs: await listRuns(db, caseId),
    log: await listEntries(db, caseId),
    logHead: found.logHead,
  }
}

async function listNarrativesOf(
  db: Reader,
  scope: Scope,
  ids: CaseDetail['narrativeIds'],
  now: Date,
): Promise<CaseDetail['narratives']> {
  if (ids.length === 0) return []
  const narratives = await db
    .selectFrom('narrative')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('firstItemAt')
    .execute()
  return narrativeRows(db, { caseScope: scope, now }, narratives)
}

async function findAssessment(db: Reader, caseId: CaseId): Promise<CaseDetail['assessment']> {
  const latest = await db
    .selectFrom('assessment')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!latest) return null
  const nameOf = await findActorNames(db, [latest.assessedBy])
  return {
    ...latest.content,
    revision: latest.revision,
    assessedBy: nameOf(latest.assessedBy),
    assessedAt: latest.assessedAt.toISOString(),
  }
}
