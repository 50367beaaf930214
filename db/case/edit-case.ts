import type { EditCase } from '@hub/core/case/edit-case.ts'
import type { CaseId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { appendSystemEntry } from '../log/append-entry.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockCase, updateCase } from './lock-case.ts'

/** Changes a case's title, summary or severity. A stale version is refused with both versions. */
export async function editCase(db: Db | Tx, by: WriteBy, caseId: CaseId, input: EditCase): Promise<Row<'caseFile'>> {
  return write(db, by, async (w) => {
    const locked = await lockCase(w, caseId, 'case.triage')
    const change = {
      title: input.title ?? locked.title,
      summary: input.summary ?? locked.summary,
      severity: input.severity ?? locked.severity,
    }
    const changed = (['title', 'summary', 'severity'] as const).filter((field) => change[field] !== locked[field])
    if (changed.length === 0) {
      w.unchanged()
      return locked
    }
    w.requireVersion(locked, input.expectedVersion)
    await updateCase(w, locked, change)
    const details = {
      before: Object.fromEntries(changed.map((field) => [field, locked[field]])),
      after: Object.fromEntries(changed.map((field) => [field, change[field]])),
    }
    await appendSystemEntry(w, caseId, 'case_edited', `${by.actor.name} changed ${changed.join(' and ')}.`, details)
    await w.audit({
      action: 'edited',
      noun: 'case',
      objectId: caseId,
      unitId: locked.owningUnitId,
      tlp: locked.tlp,
      details,
    })
    return w.tx.selectFrom('caseFile').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
  })
}
