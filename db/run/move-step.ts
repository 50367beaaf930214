import { actorReference } from '@hub/core/access/actor.ts'
import type { RunId } from '@hub/core/ids.ts'
import type { MoveStepInput } from '@hub/core/playbook/run-input.ts'
import { moveStep as judgeMove } from '@hub/core/playbook/run-transitions.ts'

import { announceCase } from '../case/lock-case.ts'
import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import { appendSystemEntry } from '../log/append-entry.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockRun } from './lock-run.ts'

/** Ticks, skips or opens one step of a run. The state in which it stands already changes nothing. */
export async function moveStep(
  db: Db | Tx,
  by: WriteBy,
  runId: RunId,
  stepKey: string,
  input: MoveStepInput,
): Promise<Row<'runStep'>> {
  return write(db, by, async (w) => {
    const { locked, run } = await lockRun(w, runId, 'run.step')
    const step = await w.tx
      .selectFrom('runStep')
      .selectAll()
      .where('runId', '=', runId)
      .where('stepKey', '=', stepKey)
      .forUpdate()
      .executeTakeFirst()
    if (!step) throw new NotFound('step')
    if (step.state === input.to) {
      w.unchanged()
      return step
    }
    w.requireVersion(step, input.expectedVersion)
    if (run.state !== 'running')
      throw new Conflict('run_not_running', `This run is ${run.state}: its steps stay as they are.`, step)
    obeyVerdict(judgeMove(step.state, input.to, { reason: input.reason }), step)
    const moved = await w.tx
      .updateTable('runStep')
      .set({
        state: input.to,
        reason: input.reason || null,
        changedBy: actorReference(by.actor),
        changedByName: by.actor.name,
        changedAt: by.now,
        rowVersion: step.rowVersion + 1,
      })
      .where('runId', '=', runId)
      .where('stepKey', '=', stepKey)
      .returningAll()
      .executeTakeFirstOrThrow()
    const details = { runId, step: stepKey, from: step.state, to: input.to, reason: input.reason ?? null }
    const text = `${by.actor.name} marked the step “${step.content.title}” as ${input.to.replaceAll('_', ' ')}.`
    await appendSystemEntry(w, locked.id, 'step_moved', text, details)
    await w.audit({
      action: 'step moved',
      noun: 'run',
      objectId: runId,
      unitId: locked.owningUnitId,
      tlp: locked.tlp,
      details,
    })
    await announceCase(w, locked)
    return moved
  })
}
