import type { Permission } from '@hub/core/access/permissions.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import type { CaseId, UnitId } from '@hub/core/ids.ts'

import { Forbidden, NotFound } from '../errors.ts'
import type { NewRow, Row } from '../schema.ts'
import { unitDescendants } from '../unit/queries.ts'
import type { Write } from '../write.ts'
import { visibleCase } from './visible-case.ts'

/** A case under its row lock, with the units that work on it. */
export type LockedCase = Row<'caseFile'> & { taskedUnitIds: UnitId[] }

/**
 * Locks a case for a verb and checks the permission on it. A case the actor has no need to know of answers like one
 * that does not exist (NotFound); one they may read but not change is Forbidden.
 */
export async function lockCase(w: Write, caseId: CaseId, permission: Permission): Promise<LockedCase> {
  const scope = scopeOf(w.by.actor, 'case.read', await unitDescendants(w.tx))
  if (!scope) throw new Forbidden(permission, 'Your role does not include reading cases. Ask a coordinator.')
  const row = await w.tx
    .selectFrom('caseFile')
    .selectAll()
    .where('id', '=', caseId)
    .where(visibleCase(scope))
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound('case')
  const tasked = await w.tx
    .selectFrom('tasking')
    .select('unitId')
    .where('caseId', '=', caseId)
    .where('state', 'not in', ['declined', 'withdrawn'])
    .execute()
  const taskedUnitIds = tasked.map(({ unitId }) => unitId)
  await w.require(permission, { owningUnitId: row.owningUnitId, taskedUnitIds, world: row.world })
  return { ...row, taskedUnitIds }
}

/** Writes changed columns of a locked case, raises its version and tells open pages of the units that work on it. */
export async function updateCase(
  w: Write,
  locked: LockedCase,
  change: Partial<NewRow<'caseFile'>>,
): Promise<Row<'caseFile'>> {
  const updated = await w.tx
    .updateTable('caseFile')
    .set({ ...change, rowVersion: locked.rowVersion + 1, updatedAt: w.by.now })
    .where('id', '=', locked.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await announceCase(w, { ...locked, rowVersion: updated.rowVersion })
  return updated
}

/** Tells open pages that something on a case changed. */
export async function announceCase(w: Write, locked: LockedCase): Promise<void> {
  const unitIds = [...new Set([...(locked.owningUnitId ? [locked.owningUnitId] : []), ...locked.taskedUnitIds])]
  await w.live({ noun: 'case', id: locked.id, version: locked.rowVersion, unitIds })
}
