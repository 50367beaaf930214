import { actorReference } from '@hub/core/access/actor.ts'
import { may } from '@hub/core/access/permissions.ts'
import type { MoveTaskingInput } from '@hub/core/case/tasking-input.ts'
import { moveTasking as judgeMove } from '@hub/core/case/tasking-state.ts'
import type { TaskingId } from '@hub/core/ids.ts'

import { lockCase, updateCase } from '../case/lock-case.ts'
import type { Db, Tx } from '../connect.ts'
import { NotFound } from '../errors.ts'
import { appendSystemEntry } from '../log/append-entry.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { unitDescendants } from '../unit/queries.ts'
import { write, type WriteBy } from '../write.ts'

/**
 * Moves a tasking: the unit accepts, declines, works and finishes; a coordinator returns and withdraws. Asking for the
 * state in which it stands already changes nothing.
 */
export async function moveTasking(
  db: Db | Tx,
  by: WriteBy,
  taskingId: TaskingId,
  input: MoveTaskingInput,
): Promise<Row<'tasking'>> {
  return write(db, by, async (w) => {
    const { to } = input
    const reason = input.reason?.trim() || null
    const found = await w.tx
      .selectFrom('tasking')
      .innerJoin('unit', 'unit.id', 'tasking.unitId')
      .select(['tasking.caseId', 'tasking.unitId', 'tasking.state', 'unit.name as unitName'])
      .where('tasking.id', '=', taskingId)
      .executeTakeFirst()
    if (!found) throw new NotFound('tasking')
    // A unit that declined has no further need to know of the case, but may well send its answer twice.
    if (
      found.state === to &&
      may(by.actor, 'tasking.answer', { owningUnitId: found.unitId }, await unitDescendants(w.tx)).allowed
    ) {
      await w.require('tasking.answer', { owningUnitId: found.unitId })
      w.unchanged()
      return w.tx.selectFrom('tasking').selectAll().where('id', '=', taskingId).executeTakeFirstOrThrow()
    }
    const locked = await lockCase(w, found.caseId, 'case.read')
    const tasking = await w.tx
      .selectFrom('tasking')
      .selectAll()
      .where('id', '=', taskingId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    await w.require('tasking.answer', { owningUnitId: tasking.unitId, world: tasking.world })
    if (tasking.state === to) {
      w.unchanged()
      return tasking
    }
    w.requireVersion(tasking, input.expectedVersion)
    const mover = may(by.actor, 'tasking.offer').allowed ? 'both' : 'unit'
    obeyVerdict(judgeMove(tasking.state, to, mover, reason), tasking)
    const isAnswer = tasking.state === 'offered'
    const moved = await w.tx
      .updateTable('tasking')
      .set({
        state: to,
        reason,
        ...(isAnswer && { answeredBy: actorReference(by.actor), answeredAt: by.now }),
        rowVersion: tasking.rowVersion + 1,
        updatedAt: by.now,
      })
      .where('id', '=', taskingId)
      .returningAll()
      .executeTakeFirstOrThrow()
    await updateCase(w, locked, {})
    const details = { taskingId, unitId: tasking.unitId, from: tasking.state, to, reason }
    const spoken = to.replaceAll('_', ' ')
    await appendSystemEntry(
      w,
      locked.id,
      'tasking_moved',
      `${by.actor.name} moved the tasking of ${found.unitName} to ${spoken}.`,
      details,
    )
    await w.audit({
      action: 'moved',
      noun: 'tasking',
      objectId: taskingId,
      unitId: tasking.unitId,
      tlp: locked.tlp,
      details,
    })
    return moved
  })
}
