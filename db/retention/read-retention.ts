import type { Scope } from '@hub/core/access/scope.ts'
import type { PurgeRun, RetentionView } from '@hub/core/retention/purge-view.ts'
import { DEFAULT_PERIODS, longestPeriod, RETENTION_PERIODS } from '@hub/core/retention/retention-classes.ts'

import { findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import { previewPurge } from './preview-purge.ts'
import { readRetentionPeriods } from './retention-periods.ts'

const SHOWN_RUNS = 20

/** The periods, what the next run would delete, and the newest runs. */
export async function readRetention(db: Reader, scope: Scope, now: Date): Promise<RetentionView> {
  const periods = await readRetentionPeriods(db)
  return {
    periods: RETENTION_PERIODS.map((period) => ({
      period,
      days: periods[period],
      usualDays: DEFAULT_PERIODS[period],
      longestDays: longestPeriod(period),
    })),
    next: await previewPurge(db, { world: scope.world, now, periods }),
    runs: await listPurgeRuns(db, scope),
  }
}

async function listPurgeRuns(db: Reader, scope: Scope): Promise<PurgeRun[]> {
  const rows = await db
    .selectFrom('purgeRun')
    .selectAll()
    .where('world', '=', scope.world)
    .orderBy('startedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(SHOWN_RUNS)
    .execute()
  const nameOf = await findActorNames(
    db,
    rows.map(({ startedBy }) => startedBy),
  )
  return rows.map(({ id, state, classes, partitions, ...run }) => ({
    id,
    state,
    classes,
    partitions,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    startedBy: nameOf(run.startedBy),
  }))
}
