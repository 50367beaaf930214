import { actorReference } from '@hub/core/access/actor.ts'
import type { CaseId } from '@hub/core/ids.ts'
import { digestOf } from '@hub/core/record/log-chain.ts'
import type { Assessment } from '@hub/core/resist/assessment.ts'

import { lockCase, updateCase } from '../case/lock-case.ts'
import type { Db, Tx } from '../connect.ts'
import { appendSystemEntry } from '../log/append-entry.ts'
import { newRowId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'

/**
 * Records a RESIST assessment as the case's next revision; earlier ones stay. The case takes its opinion gate and
 * priority from the newest. The same assessment again changes nothing.
 */
export async function assessCase(
  db: Db | Tx,
  by: WriteBy,
  caseId: CaseId,
  assessment: Assessment,
): Promise<Row<'assessment'>> {
  return write(db, by, async (w) => {
    const locked = await lockCase(w, caseId, 'case.assess')
    const latest = await w.tx
      .selectFrom('assessment')
      .selectAll()
      .where('caseId', '=', caseId)
      .orderBy('revision', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (latest && digestOf(latest.content) === digestOf(assessment)) {
      w.unchanged()
      return latest
    }
    const row = await w.tx
      .insertInto('assessment')
      .values({
        id: newRowId(),
        caseId,
        revision: (latest?.revision ?? 0) + 1,
        content: JSON.stringify(assessment),
        assessedBy: actorReference(by.actor),
        assessedAt: by.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const { opinionGate, priority } = assessment
    await updateCase(w, locked, { opinionGate, priority })
    const details = { revision: row.revision, opinionGate, priority }
    await appendSystemEntry(
      w,
      caseId,
      'case_assessed',
      `${by.actor.name} assessed the case: priority ${priority}.`,
      details,
    )
    await w.audit({
      action: 'assessed',
      noun: 'case',
      objectId: caseId,
      unitId: locked.owningUnitId,
      tlp: locked.tlp,
      details,
    })
    return row
  })
}
