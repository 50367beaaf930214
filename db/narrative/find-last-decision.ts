import type { NarrativeId } from '@hub/core/ids.ts'

import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'

/** The newest triage decision on a narrative that nobody has taken back. */
export async function findLastDecision(
  db: Reader,
  narrativeId: NarrativeId,
): Promise<Row<'triageDecision'> | undefined> {
  return db
    .selectFrom('triageDecision')
    .selectAll()
    .where('narrativeId', '=', narrativeId)
    .where('undoneAt', 'is', null)
    .orderBy('decidedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
