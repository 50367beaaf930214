import type { World } from '@hub/core/access/role.ts'
import { INGEST_ANSWER_KEPT_MS } from '@hub/core/item/ingest-view.ts'

import type { Db } from '../connect.ts'
import { byStage } from '../stream/pipeline-actor.ts'
import { write } from '../write.ts'

/** A file that nobody finished sending is dropped after a day; the report of an import after ninety. */
const UPLOAD_KEPT_MS = 24 * 3_600_000
const REPORT_KEPT_MS = 90 * 24 * 3_600_000
const BATCHES_AT_ONCE = 5_000

export type IntakePurge = { answers: number; uploads: number; reports: number }

/** Drops what intake keeps only for a while: answers for repeats, files nobody finished sending, old lists of refused rows. */
export async function purgeIntake(db: Db, world: World, now: Date): Promise<IntakePurge> {
  const before = (keptMs: number) => new Date(now.getTime() - keptMs)
  return write(db, byStage('purge-intake', world, now), async (w) => {
    await w.require('pipeline.run')
    const old = w.tx
      .selectFrom('ingestBatch')
      .select(['apiKeyId', 'idempotencyKey'])
      .where('at', '<', before(INGEST_ANSWER_KEPT_MS))
      .limit(BATCHES_AT_ONCE)
    const answers = await w.tx
      .deleteFrom('ingestBatch')
      .where((eb) => eb(eb.refTuple('apiKeyId', 'idempotencyKey'), 'in', old.$asTuple('apiKeyId', 'idempotencyKey')))
      .executeTakeFirst()
    const abandoned = await w.tx
      .updateTable('itemImport')
      .set({
        state: 'stopped',
        problem: 'The file was never sent whole, and was dropped after a day. Choose it again.',
        finishedAt: now,
        updatedAt: now,
      })
      .where('world', '=', world)
      .where('state', '=', 'uploading')
      .where('updatedAt', '<', before(UPLOAD_KEPT_MS))
      .returning('id')
      .execute()
    const ids = abandoned.map(({ id }) => id)
    if (ids.length > 0) await w.tx.deleteFrom('itemImportPart').where('importId', 'in', ids).execute()
    const ended = w.tx
      .selectFrom('itemImport')
      .select('id')
      .where('world', '=', world)
      .where('finishedAt', '<', before(REPORT_KEPT_MS))
    const reports = await w.tx.deleteFrom('itemImportRefusal').where('importId', 'in', ended).executeTakeFirst()
    const purge = {
      answers: Number(answers.numDeletedRows),
      uploads: ids.length,
      reports: Number(reports.numDeletedRows),
    }
    if (purge.answers + purge.uploads + purge.reports === 0) w.unchanged()
    else await w.audit({ action: 'purged', noun: 'intake', details: purge })
    return purge
  })
}
