import { sql } from 'kysely'

import type { NarrativeId } from '@hub/core/ids.ts'

import { Conflict } from '../errors.ts'
import type { Write } from '../write.ts'

/** Refuses to take items out of a narrative that a legal hold keeps, itself or by a case on it: they would lose its protection. */
export async function requireNotHeld(w: Write, narrativeId: NarrativeId): Promise<void> {
  const { rows } = await sql`
    select 1 from legal_hold h where h.state in ('placed', 'in_force') and (
      (h.object_kind = 'narrative' and (h.object_id = ${narrativeId}
        or h.object_id in (select id from narrative where merged_into = ${narrativeId})))
      or (h.object_kind = 'case' and h.object_id in (select case_id from case_narrative where narrative_id = ${narrativeId})))
    limit 1`.execute(w.tx)
  if (rows.length > 0) {
    throw new Conflict(
      'narrative_held',
      'A legal hold keeps the items of this narrative together. Lift the hold first, or merge other narratives into this one.',
    )
  }
}
