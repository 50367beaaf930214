import { actorReference } from '@hub/core/access/actor.ts'
import { may } from '@hub/core/access/permissions.ts'
import type { MoveTaskingInput } from '@hub/core/case/tasking-input.ts'
import { moveTasking as judgeMove } from '@hub/core/case/tasking-state.ts'
import type { TaskingId } from '@hub/core/ids.ts'

import { lockCase, type LockedCase, updateCase } from '../case/lock-case.ts'
import type { Db, Tx } from '../connect.ts'
import { NotFound } from '../errors.ts'
import { appendSystemEntry } from '../log/append-entry.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { unitDescendants } from '../unit/queries.ts'
import { write, type Write, type WriteBy } from '../write.ts'

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
    const found = await w.tx.selectFrom('tasking').selectAll().where('id', '=', taskingId).executeTakeFirst()
    if (!found) throw new NotFound('tasking')
    // A unit that declined has no further need to know of the case, but may well send its answer twice.
    if (found.state === to && (await mayAnswer(w, found))) return keep(w, found)
    const locked = await lockCase(w, found.caseId, 'case.read')
    const tasking = await lockTasking(w, taskingId)
    await w.require('tasking.answer', { owningUnitId: tasking.unitId, world: tasking.world })
    if (tasking.state === to) return keep(w, tasking)
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
    await recordMove(w, locked, { tasking, to, reason })
    return moved
  })
}

async function lockTasking(w: Write, taskingId: TaskingId): Promise<Row<'tasking'>> {
  return w.tx.selectFrom('tasking').selectAll().where('id', '=', taskingId).forUpdate().executeTakeFirstOrThrow()
}

async function mayAnswer(w: Write, tasking: Row<'tasking'>): Promise<boolean> {
  const target = { owningUnitId: tasking.unitId, world: tasking.world }
  return may(w.by.actor, 'tasking.answer', target, await unitDescendants(w.tx)).allowed
}

async function keep(w: Write, tasking: Row<'tasking'>): Promise<Row<'tasking'>> {
  await w.require('tasking.answer', { owningUnitId: tasking.unitId, world: tasking.world })
  w.unchanged()
  return tasking
}

async function recordMove(
  w: Write,
  locked: LockedCase,
  move: { tasking: Row<'tasking'>; to: Row<'tasking'>['state']; reason: string | null },
): Promise<void> {
  const { tasking, to, reason } = move
  const unit = await w.tx.selectFrom('unit').select('name').where('id', '=', tasking.unitId).executeTakeFirstOrThrow()
  await updateCase(w, locked, {})
  const details = { taskingId: tasking.id, unitId: tasking.unitId, from: tasking.state, to, reason }
  const text = `${w.by.actor.name} moved the tasking of ${unit.name} to ${to.replaceAll('_', ' ')}.`
  await appendSystemEntry(w, locked.id, 'tasking_moved', text, details)
  await w.audit({
    action: 'moved',
    noun: 'tasking',
    objectId: tasking.id,
    unitId: tasking.unitId,
    tlp: locked.tlp,
    details,
  })
}
