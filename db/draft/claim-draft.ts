import type { World } from '@hub/core/access/role.ts'
import type { DraftId, NarrativeId } from '@hub/core/ids.ts'
import { sql } from 'kysely'

import type { Db } from '../connect.ts'

/** A draft that this worker alone may write until its claim runs out. Finishing it names `fence`. */
export type ClaimedDraft = {
  id: DraftId
  narrativeId: NarrativeId
  fence: number
  /** How often it was begun, this time included. */
  attempts: number
}

/** Claims the draft that waits longest; what another worker holds is skipped. */
export async function claimDraft(
  db: Db,
  input: { world: World; now: Date; claimForMs: number },
): Promise<ClaimedDraft | undefined> {
  const { world, now } = input
  const until = new Date(now.getTime() + input.claimForMs)
  const { rows } = await sql<ClaimedDraft>`
    with chosen as (
      select id from narrative_draft
      where world = ${world} and state = 'waiting' and (claimed_until is null or claimed_until <= ${now})
      order by requested_at, id limit 1 for update skip locked
    )
    update narrative_draft d set claimed_until = ${until}, claim_fence = d.claim_fence + 1, attempts = d.attempts + 1
    from chosen where d.id = chosen.id
    returning d.id, d.narrative_id, d.claim_fence as fence, d.attempts`.execute(db)
  return rows[0]
}

/** Gives a draft back to be begun again at once, as if this time had not been. Does nothing when it has passed on. */
export async function releaseDraft(db: Db, draft: Pick<ClaimedDraft, 'id' | 'fence'>): Promise<void> {
  await sql`
    update narrative_draft set claimed_until = null, attempts = attempts - 1
    where id = ${draft.id} and claim_fence = ${draft.fence} and state = 'waiting'`.execute(db)
}
