import type { CaseId, RunId } from '@hub/core/ids.ts'
import type { RunView } from '@hub/core/playbook/playbook-view.ts'

import { type ActorNames, findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'

/** The playbook runs of a case, newest first, each with its checklist. Whoever asks has checked the case. */
export async function listRuns(db: Reader, caseId: CaseId): Promise<RunView[]> {
  return withSteps(db, await selectRuns(db).where('run.caseId', '=', caseId).execute())
}

/** One run with its checklist. Whoever asks has checked its case. Throws NotFound. */
export async function getRun(db: Reader, runId: RunId): Promise<RunView> {
  const [run] = await withSteps(db, await selectRuns(db).where('run.id', '=', runId).execute())
  if (!run) throw new NotFound('run')
  return run
}

function selectRuns(db: Reader) {
  return db
    .selectFrom('playbookRun as run')
    .innerJoin('playbookVersion as version', 'version.id', 'run.playbookVersionId')
    .innerJoin('playbook', 'playbook.id', 'version.playbookId')
    .select([
      'run.id',
      'run.state',
      'run.startedBy',
      'run.startedAt',
      'run.rowVersion',
      'version.version',
      'version.content',
      'playbook.slug',
    ])
    .orderBy('run.startedAt', 'desc')
    .orderBy('run.id')
}

type RunRow = Awaited<ReturnType<ReturnType<typeof selectRuns>['execute']>>[number]

async function withSteps(db: Reader, runs: readonly RunRow[]): Promise<RunView[]> {
  if (runs.length === 0) return []
  const ids = runs.map(({ id }) => id)
  const steps = await db.selectFrom('runStep').selectAll().where('runId', 'in', ids).orderBy('position').execute()
  const nameOf = await findActorNames(
    db,
    runs.map(({ startedBy }) => startedBy),
  )
  const stepsOf = Map.groupBy(steps, ({ runId }) => runId)
  return runs.map((run) => runView(run, stepsOf.get(run.id) ?? [], nameOf))
}

function runView(run: RunRow, steps: readonly Row<'runStep'>[], nameOf: ActorNames): RunView {
  return {
    id: run.id,
    playbook: { slug: run.slug, title: run.content.title, version: run.version },
    state: run.state,
    startedBy: nameOf(run.startedBy),
    startedAt: run.startedAt.toISOString(),
    steps: steps.map((step) => ({
      key: step.stepKey,
      origin: step.origin,
      step: step.content,
      state: step.state,
      reason: step.reason,
      dueAt: step.dueAt?.toISOString() ?? null,
      changedBy: step.changedByName,
      changedAt: step.changedAt?.toISOString() ?? null,
      rowVersion: step.rowVersion,
    })),
    rowVersion: run.rowVersion,
  }
}
