import { actorReference } from '@hub/core/access/actor.ts'
import { caseMovePermission } from '@hub/core/case/case-move-permission.ts'
import { type CaseState, moveCase as judgeMove } from '@hub/core/case/case-state.ts'
import type { MoveCaseInput } from '@hub/core/case/move-case-input.ts'
import { OPEN_TASKING_STATES } from '@hub/core/case/tasking-state.ts'
import type { CaseId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { appendSystemEntry } from '../log/append-entry.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { NewRow, Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { lockCase, type LockedCase, updateCase } from './lock-case.ts'
import { tieNarrative } from './tie-narrative.ts'

/**
 * Moves a case to another state with the reason the move needs. Merging hands its narratives and alerts to the other
 * case. Asking for the state in which it stands already changes nothing.
 */
export async function moveCase(
  db: Db | Tx,
  by: WriteBy,
  caseId: CaseId,
  input: MoveCaseInput,
): Promise<Row<'caseFile'>> {
  return write(db, by, async (w) => {
    const { to } = input
    // Two cases are locked in the order of their ids, so that opposite merges cannot wait for each other.
    if (to === 'merged' && input.mergedInto && input.mergedInto < caseId)
      await lockCase(w, input.mergedInto, 'case.close')
    const locked = await lockCase(w, caseId, 'case.read')
    await w.require(caseMovePermission(locked.state, to), {
      owningUnitId: locked.owningUnitId,
      taskedUnitIds: locked.taskedUnitIds,
    })
    if (locked.state === to && isSameEnd(locked, input)) {
      w.unchanged()
      return locked
    }
    w.requireVersion(locked, input.expectedVersion)
    const openTaskings = await countOpenTaskings(w, caseId)
    obeyVerdict(judgeMove({ state: locked.state, opinionGate: locked.opinionGate, openTaskings }, input), locked)
    if (to === 'merged' && input.mergedInto) await handOver(w, locked, input.mergedInto)
    await updateCase(w, locked, columnsFor(to, input, by.now))
    const reasons = {
      dismissalReason: input.dismissalReason,
      closingReason: input.closingReason,
      mergedInto: input.mergedInto,
    }
    const details = { from: locked.state, to, ...reasons }
    await appendSystemEntry(
      w,
      caseId,
      'case_moved',
      `${by.actor.name} moved the case from ${locked.state} to ${to}.`,
      details,
    )
    await w.audit({
      action: 'moved',
      noun: 'case',
      objectId: caseId,
      unitId: locked.owningUnitId,
      tlp: locked.tlp,
      details,
    })
    return w.tx.selectFrom('caseFile').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
  })
}

function isSameEnd(present: Row<'caseFile'>, input: MoveCaseInput): boolean {
  if (input.to === 'dismissed') return present.dismissalReason === input.dismissalReason
  if (input.to === 'closed') return present.closingReason === input.closingReason
  if (input.to === 'merged') return present.mergedInto === input.mergedInto
  return true
}

/** What each state keeps of how the case ended: opening it again clears that. */
function columnsFor(to: CaseState, input: MoveCaseInput, now: Date): Partial<NewRow<'caseFile'>> {
  const hasEnded = to === 'closed' || to === 'dismissed' || to === 'merged'
  return {
    state: to,
    closedAt: hasEnded ? now : null,
    dismissalReason: to === 'dismissed' ? input.dismissalReason : null,
    closingReason: to === 'closed' ? input.closingReason : null,
    mergedInto: to === 'merged' ? input.mergedInto : null,
  }
}

async function countOpenTaskings(w: Write, caseId: CaseId): Promise<number> {
  const { open } = await w.tx
    .selectFrom('tasking')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('caseId', '=', caseId)
    .where('state', 'in', OPEN_TASKING_STATES)
    .executeTakeFirstOrThrow()
  return open
}

async function handOver(w: Write, from: LockedCase, into: CaseId): Promise<void> {
  const target = await lockCase(w, into, 'case.close')
  if (target.id === from.id || target.state === 'merged') {
    throw new Conflict('merge_target_unfit', 'Choose another case: one that is not this one and not merged itself.')
  }
  if ((await countOpenTaskings(w, from.id)) > 0) {
    throw new Conflict(
      'taskings_open',
      'Units still work on this case. Finish or withdraw their taskings before merging.',
      from,
    )
  }
  const narratives = await w.tx
    .selectFrom('caseNarrative')
    .select('narrativeId')
    .where('caseId', '=', from.id)
    .execute()
  await w.tx
    .updateTable('alert')
    .set((eb) => ({ caseId: into, rowVersion: eb('rowVersion', '+', 1), updatedAt: w.by.now }))
    .where('caseId', '=', from.id)
    .execute()
  for (const { narrativeId } of narratives) await tieNarrative(w, into, narrativeId, actorReference(w.by.actor))
  await updateCase(w, target, {})
  await appendSystemEntry(w, into, 'case_received', `${from.reference} was merged into this case.`, { from: from.id })
}
