import type { SourceId } from '@hub/core/ids.ts'
import { judgeSourceMove, type SourceMove } from '@hub/core/source/source-moves.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockSource } from './lock-source.ts'

/** Approves, pauses, resumes or retires a source. A source that stands there already is left alone. */
export async function moveSource(
  db: Db | Tx,
  by: WriteBy,
  input: { id: SourceId; move: SourceMove; reason?: string | undefined },
): Promise<Row<'source'>> {
  return write(db, by, async (w) => {
    await w.require('source.manage')
    const source = await lockSource(w, input.id)
    const verdict = judgeSourceMove(source.state, input.move)
    if (verdict.kind === 'refused') throw new Conflict(verdict.code, verdict.message, source)
    if (verdict.kind === 'already') {
      w.unchanged()
      return source
    }
    const isDueNow = verdict.to === 'approved'
    const moved = await w.tx
      .updateTable('source')
      .set({
        state: verdict.to,
        pausedReason: verdict.to === 'paused' ? (input.reason ?? null) : null,
        ...(isDueNow ? { nextFetchAt: by.now } : {}),
        rowVersion: source.rowVersion + 1,
        updatedAt: by.now,
      })
      .where('id', '=', source.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const details = { was: source.state, is: verdict.to, reason: input.reason ?? null }
    await w.audit({ action: input.move, noun: 'source', objectId: source.id, details })
    await w.live({ noun: 'source', id: source.id, version: moved.rowVersion })
    return moved
  })
}
