import { actorReference } from '@hub/core/access/actor.ts'
import type { CaseId, NarrativeId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { NotFound } from '../errors.ts'
import { appendSystemEntry } from '../log/append-entry.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockCase, updateCase } from './lock-case.ts'
import { tieNarrative } from './tie-narrative.ts'

/** Adds a further narrative to a case, with its alerts. A narrative that stands on it already changes nothing. */
export async function linkNarrative(
  db: Db | Tx,
  by: WriteBy,
  caseId: CaseId,
  narrativeId: NarrativeId,
): Promise<Row<'caseFile'>> {
  return write(db, by, async (w) => {
    const locked = await lockCase(w, caseId, 'case.triage')
    const narrative = await w.tx
      .selectFrom('narrative')
      .select(['id', 'title'])
      .where('id', '=', narrativeId)
      .where('world', '=', by.actor.world)
      .executeTakeFirst()
    if (!narrative) throw new NotFound('narrative')
    if (!(await tieNarrative(w, caseId, narrativeId, actorReference(by.actor)))) {
      w.unchanged()
      return locked
    }
    await updateCase(w, locked, {})
    const text = `${by.actor.name} linked the narrative “${narrative.title}”.`
    await appendSystemEntry(w, caseId, 'narrative_linked', text, { narrativeId })
    await w.audit({
      action: 'narrative linked',
      noun: 'case',
      objectId: caseId,
      unitId: locked.owningUnitId,
      tlp: locked.tlp,
      details: { narrativeId },
    })
    return w.tx.selectFrom('caseFile').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
  })
}
