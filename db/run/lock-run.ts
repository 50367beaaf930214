import type { Permission } from '@hub/core/access/permissions.ts'
import type { RunId } from '@hub/core/ids.ts'

import { lockCase, type LockedCase } from '../case/lock-case.ts'
import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

export type LockedRun = { locked: LockedCase; run: Row<'playbookRun'>; title: string }

/** Locks a run and its case for a verb and checks the permission. The case comes first: its log is written too. */
export async function lockRun(w: Write, runId: RunId, permission: Permission): Promise<LockedRun> {
  const found = await w.tx
    .selectFrom('playbookRun')
    .innerJoin('playbookVersion', 'playbookVersion.id', 'playbookRun.playbookVersionId')
    .select(['playbookRun.caseId', 'playbookVersion.content'])
    .where('playbookRun.id', '=', runId)
    .executeTakeFirst()
  if (!found) throw new NotFound('run')
  const locked = await lockCase(w, found.caseId, permission).catch((error: unknown) => {
    throw error instanceof NotFound ? new NotFound('run') : error
  })
  const run = await w.tx
    .selectFrom('playbookRun')
    .selectAll()
    .where('id', '=', runId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { locked, run, title: found.content.title }
}
