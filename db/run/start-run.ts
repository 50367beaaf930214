import { actorReference } from '@hub/core/access/actor.ts'
import { type CaseId, runIdSchema } from '@hub/core/ids.ts'
import { type MergedStep, mergeInheritedSteps } from '@hub/core/playbook/merge-inherited-steps.ts'

import { lockCase, updateCase } from '../case/lock-case.ts'
import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import { appendSystemEntry } from '../log/append-entry.ts'
import { newId } from '../new-id.ts'
import { findPublished } from '../playbook/find-published.ts'
import type { NewRow, Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'

/**
 * Starts a playbook on a case as a checklist. The run pins the published version: a later one does not change it. Its
 * steps are the playbook's own and the inherited ones, each with its due time. The same version runs once at a time.
 */
export async function startRun(
  db: Db | Tx,
  by: WriteBy,
  caseId: CaseId,
  playbookSlug: string,
): Promise<Row<'playbookRun'>> {
  return write(db, by, async (w) => {
    const locked = await lockCase(w, caseId, 'run.start')
    const playbook = await findPublished(w.tx, playbookSlug, locked.world)
    if (!playbook) throw new NotFound('playbook')
    const present = await w.tx
      .selectFrom('playbookRun')
      .selectAll()
      .where('caseId', '=', caseId)
      .where('playbookVersionId', '=', playbook.versionId)
      .where('state', '=', 'running')
      .executeTakeFirst()
    if (present) {
      w.unchanged()
      return present
    }
    if (locked.state === 'closed' || locked.state === 'dismissed' || locked.state === 'merged') {
      throw new Conflict(
        'case_not_open',
        `This case is ${locked.state}. Open it again before you start a playbook.`,
        locked,
      )
    }
    const { inherits, title } = playbook.content
    const base = inherits === null ? undefined : await findPublished(w.tx, inherits, locked.world)
    const run = await w.tx
      .insertInto('playbookRun')
      .values({
        id: newId(runIdSchema),
        caseId,
        playbookVersionId: playbook.versionId,
        startedBy: actorReference(by.actor),
        startedAt: by.now,
        world: locked.world,
        tlp: locked.tlp,
        owningUnitId: locked.owningUnitId,
        createdAt: by.now,
        updatedAt: by.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const { steps } = mergeInheritedSteps(playbook.content, base?.content)
    await w.tx
      .insertInto('runStep')
      .values(steps.map((step) => runStepOf(run, step, by.now)))
      .execute()
    await updateCase(w, locked, {})
    const details = { runId: run.id, slug: playbookSlug, version: playbook.version, steps: steps.length }
    await appendSystemEntry(w, caseId, 'run_started', `${by.actor.name} started the playbook “${title}”.`, details)
    await w.audit({
      action: 'started',
      noun: 'run',
      objectId: run.id,
      unitId: locked.owningUnitId,
      tlp: locked.tlp,
      details: { caseId, ...details },
    })
    return run
  })
}

function runStepOf(run: Row<'playbookRun'>, { position, origin, step }: MergedStep, now: Date): NewRow<'runStep'> {
  return {
    runId: run.id,
    stepKey: step.key,
    position,
    content: JSON.stringify(step),
    origin,
    dueAt: step.dueAfterMinutes === null ? null : new Date(now.getTime() + step.dueAfterMinutes * 60_000),
  }
}
