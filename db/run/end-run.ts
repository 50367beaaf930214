import { moveRun } from '@hub/core/playbook/run-transitions.ts'

import { updateCase } from '../case/lock-case.ts'
import { appendSystemEntry } from '../log/append-entry.ts'
import { obeyVerdict } from '../obey-verdict.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'
import type { LockedRun } from './lock-run.ts'

/** Ends a locked run. Finishing is refused while steps are open, and the refusal names them; stopping needs a reason. */
export async function endRun(
  w: Write,
  { locked, run, title }: LockedRun,
  end: { to: 'finished' | 'aborted'; reason: string | null },
): Promise<Row<'playbookRun'>> {
  if (run.state === end.to) {
    w.unchanged()
    return run
  }
  const open = await w.tx
    .selectFrom('runStep')
    .select('content')
    .where('runId', '=', run.id)
    .where('state', '=', 'open')
    .orderBy('position')
    .execute()
  obeyVerdict(
    moveRun(run.state, end.to, { reason: end.reason, openSteps: open.map(({ content }) => content.title) }),
    run,
  )
  const ended = await w.tx
    .updateTable('playbookRun')
    .set({
      state: end.to,
      abortedReason: end.reason,
      finishedAt: w.by.now,
      rowVersion: run.rowVersion + 1,
      updatedAt: w.by.now,
    })
    .where('id', '=', run.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await updateCase(w, locked, {})
  const details = { runId: run.id, from: run.state, to: end.to, reason: end.reason, openSteps: open.length }
  const verb = end.to === 'finished' ? 'finished' : 'stopped'
  await appendSystemEntry(w, locked.id, `run_${end.to}`, `${w.by.actor.name} ${verb} the playbook “${title}”.`, details)
  await w.audit({
    action: end.to,
    noun: 'run',
    objectId: run.id,
    unitId: locked.owningUnitId,
    tlp: locked.tlp,
    details,
  })
  return ended
}
