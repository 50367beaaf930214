import { sql } from 'kysely'

import type { NarrativeId } from '@hub/core/ids.ts'

import type { Reader } from '../connect.ts'
import { Conflict } from '../errors.ts'
import type { Write } from '../write.ts'

export const HELD_TOGETHER = {
  code: 'narrative_held',
  message:
    'A legal hold keeps the items of this narrative together. Lift the hold first, or merge other narratives into this one.',
}

/** Refuses to take items out of a narrative that a legal hold keeps: they would lose its protection. */
export async function requireNotHeld(w: Write, narrativeId: NarrativeId): Promise<void> {
  if (await isHeldTogether(w.tx, narrativeId)) throw new Conflict(HELD_TOGETHER.code, HELD_TOGETHER.message)
}

/** Whether a legal hold stands on the narrative, on one merged into it, or on a case it is on. */
export async function isHeldTogether(db: Reader, narrativeId: NarrativeId): Promise<boolean> {
  const { rows } = await sql`
    select 1 from legal_hold h where h.state in ('placed', 'in_force') and (
      (h.object_kind = 'narrative' and (h.object_id = ${narrativeId}
        or h.object_id in (select id from narrative where merged_into = ${narrativeId})))
      or (h.object_kind = 'case' and h.object_id in (select case_id from case_narrative where narrative_id = ${narrativeId})))
    limit 1`.execute(db)
  return rows.length > 0
}
