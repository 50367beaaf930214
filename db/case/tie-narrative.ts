import type { CaseId, NarrativeId } from '@hub/core/ids.ts'

import type { Write } from '../write.ts'

/**
 * Ties a narrative to a case: the link itself, its routed alerts that no case has yet, and the mark that somebody has
 * looked at it. Returns false when the two were tied already.
 */
export async function tieNarrative(
  w: Write,
  caseId: CaseId,
  narrativeId: NarrativeId,
  linkedBy: string,
): Promise<boolean> {
  const linked = await w.tx
    .insertInto('caseNarrative')
    .values({ caseId, narrativeId, linkedBy, linkedAt: w.by.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('caseId')
    .executeTakeFirst()
  if (!linked) return false
  // An alert that is still to be routed only learns its case: routing itself must not be cut short.
  await w.tx
    .updateTable('alert')
    .set((eb) => ({ caseId, rowVersion: eb('rowVersion', '+', 1), updatedAt: w.by.now }))
    .where('narrativeId', '=', narrativeId)
    .where('caseId', 'is', null)
    .where('state', 'in', ['raised', 'routed'])
    .execute()
  await w.tx
    .updateTable('alert')
    .set({ state: 'linked' })
    .where('caseId', '=', caseId)
    .where('state', '=', 'routed')
    .execute()
  const narrative = await w.tx
    .updateTable('narrative')
    .set((eb) => ({
      triagedAt: w.by.now,
      triagedBy: linkedBy,
      rowVersion: eb('rowVersion', '+', 1),
      updatedAt: w.by.now,
    }))
    .where('id', '=', narrativeId)
    .where('triagedAt', 'is', null)
    .returning('rowVersion')
    .executeTakeFirst()
  if (narrative) await w.live({ noun: 'narrative', id: narrativeId, version: narrative.rowVersion })
  return true
}
