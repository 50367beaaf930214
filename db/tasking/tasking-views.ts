import type { TaskingView } from '@hub/core/case/case-view.ts'
import type { CaseId, TaskingId } from '@hub/core/ids.ts'

import { type ActorNames, findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'

/** Taskings with their unit: the start of every query for them. */
export function selectTaskings(db: Reader) {
  return db
    .selectFrom('tasking')
    .innerJoin('unit', 'unit.id', 'tasking.unitId')
    .selectAll('tasking')
    .select('unit.name as unitName')
}

export type TaskingRow = Awaited<ReturnType<ReturnType<typeof selectTaskings>['execute']>>[number]

/** A stored tasking as a view. */
export function taskingView(row: TaskingRow, nameOf: ActorNames): TaskingView {
  return {
    id: row.id,
    unitId: row.unitId,
    unitName: row.unitName,
    part: row.part,
    state: row.state,
    request: row.request,
    reason: row.reason,
    dueAt: row.dueAt?.toISOString() ?? null,
    offeredBy: nameOf(row.offeredBy),
    offeredAt: row.offeredAt.toISOString(),
    answeredBy: row.answeredBy === null ? null : nameOf(row.answeredBy),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    rowVersion: row.rowVersion,
  }
}

/** The recorded actors of taskings, by name. */
export async function findTaskingNames(db: Reader, rows: readonly TaskingRow[]): Promise<ActorNames> {
  return findActorNames(
    db,
    rows.flatMap(({ offeredBy, answeredBy }) => [offeredBy, answeredBy]),
  )
}

/** All taskings of a case, the lead first. Whoever asks has checked the case. */
export async function listTaskings(db: Reader, caseId: CaseId): Promise<TaskingView[]> {
  const rows = await selectTaskings(db)
    .where('tasking.caseId', '=', caseId)
    .orderBy('tasking.part')
    .orderBy('tasking.offeredAt')
    .execute()
  const nameOf = await findTaskingNames(db, rows)
  return rows.map((row) => taskingView(row, nameOf))
}

/** One tasking. Whoever asks has checked its case. Throws NotFound. */
export async function getTasking(db: Reader, taskingId: TaskingId): Promise<TaskingView> {
  const row = await selectTaskings(db).where('tasking.id', '=', taskingId).executeTakeFirst()
  if (!row) throw new NotFound('tasking')
  return taskingView(row, await findTaskingNames(db, [row]))
}
