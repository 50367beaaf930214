import type { ClaimMatchId } from '@hub/core/ids.ts'

import { NotFound } from '../errors.ts'
import type { NewRow, Row } from '../schema.ts'
import type { Write } from '../write.ts'

/** Locks a match of the actor's world for a decision and checks the permission. */
export async function lockMatch(w: Write, id: ClaimMatchId): Promise<Row<'claimMatch'>> {
  await w.require('narrative.triage')
  const match = await w.tx
    .selectFrom('claimMatch')
    .selectAll()
    .where('id', '=', id)
    .where('world', '=', w.by.actor.world)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('narrative')
          .select('narrative.id')
          .whereRef('narrative.id', '=', 'claimMatch.narrativeId')
          .where('narrative.tlp', '<>', 'RED'),
      ),
    )
    .forUpdate()
    .executeTakeFirst()
  if (!match) throw new NotFound('fact-check match')
  return match
}

/** Writes a decision, or its taking back, on a locked match, with its audit entry. */
export async function updateMatch(
  w: Write,
  locked: Row<'claimMatch'>,
  action: 'accepted' | 'refused' | 'reopened',
  change: Pick<NewRow<'claimMatch'>, 'state' | 'decidedBy' | 'decidedAt' | 'reason'>,
): Promise<Row<'claimMatch'>> {
  const updated = await w.tx
    .updateTable('claimMatch')
    .set({ ...change, rowVersion: locked.rowVersion + 1, updatedAt: w.by.now })
    .where('id', '=', locked.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await w.audit({
    action,
    noun: 'claim_match',
    objectId: locked.id,
    tlp: locked.tlp,
    details: {
      narrativeId: locked.narrativeId,
      claimReviewId: locked.claimReviewId,
      from: locked.state,
      to: updated.state,
      reason: updated.reason,
      probability: locked.probability,
    },
  })
  await w.live({ noun: 'claim_match', id: locked.narrativeId, version: updated.rowVersion })
  return updated
}
