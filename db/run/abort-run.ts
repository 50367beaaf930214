import type { RunId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { endRun } from './end-run.ts'
import { lockRun } from './lock-run.ts'

/** Stops a run before its end, with the reason. A stopped one stays as it is. */
export async function abortRun(db: Db | Tx, by: WriteBy, runId: RunId, reason: string): Promise<Row<'playbookRun'>> {
  return write(db, by, async (w) =>
    endRun(w, await lockRun(w, runId, 'run.step'), { to: 'aborted', reason: reason.trim() }),
  )
}
