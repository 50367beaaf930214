import { actorReference } from '@hub/core/access/actor.ts'
import type { ProfileId } from '@hub/core/ids.ts'
import { judgeApproval } from '@hub/core/source/approve-profile-rule.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import type { Row } from '../schema.ts'
import { type Write, write, type WriteBy } from '../write.ts'
import { countCoordinators } from './count-coordinators.ts'
import { lockProfile } from './lock-profile.ts'
import { recordProfileStep } from './record-profile-step.ts'
import { readTermLists } from './term-lists.ts'

/**
 * Puts a proposed profile in force (see `judgeApproval` for who may). Sources it names that were only proposed are
 * approved with it: the approver saw them there. They are fetched at the next opportunity.
 */
export async function approveProfile(
  db: Db | Tx,
  by: WriteBy,
  input: { id: ProfileId; reason?: string | undefined },
): Promise<Row<'watchProfile'>> {
  return write(db, by, async (w) => {
    await w.require('profile.approve')
    const profile = await lockProfile(w, input.id)
    if (profile.state === 'approved') {
      w.unchanged()
      return profile
    }
    const coordinatorCount = await countCoordinators(w)
    const termLists = await readTermLists(w.tx)
    const { reason } = input
    const verdict = judgeApproval(profile, { actor: by.actor, coordinatorCount, reason, termLists, now: by.now })
    if (!verdict.ok) throw new Conflict(verdict.code, verdict.message)
    const approved = await w.tx
      .updateTable('watchProfile')
      .set({
        state: 'approved',
        startsAt: profile.startsAt > by.now ? profile.startsAt : by.now,
        approvedBy: actorReference(by.actor),
        approvedAt: by.now,
        rowVersion: profile.rowVersion + 1,
        updatedAt: by.now,
      })
      .where('id', '=', profile.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const sourcesApproved = await approveNamedSources(w, profile.id)
    const details = {
      title: profile.title,
      endsAt: profile.endsAt.toISOString(),
      sourcesApproved,
      coordinatorCount,
      reason: reason ?? null,
    }
    await recordProfileStep(w, { profileId: profile.id, kind: 'approved', endsAt: profile.endsAt, reason })
    await w.audit({ action: 'approved', noun: 'profile', objectId: profile.id, details })
    await w.live({ noun: 'profile', id: profile.id, version: approved.rowVersion })
    return approved
  })
}

async function approveNamedSources(w: Write, profileId: ProfileId): Promise<number> {
  const named = w.tx.selectFrom('watchProfileSource').select('sourceId').where('profileId', '=', profileId)
  const due = await w.tx
    .updateTable('source')
    .set((eb) => ({
      state: 'approved' as const,
      nextFetchAt: w.by.now,
      rowVersion: eb('rowVersion', '+', 1),
      updatedAt: w.by.now,
    }))
    .where('state', '=', 'proposed')
    .where('id', 'in', named)
    .returning('id')
    .execute()
  return due.length
}
