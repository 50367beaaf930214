import type { ProfileId } from '@hub/core/ids.ts'
import { judgeExtensionApproval } from '@hub/core/source/judge-extension.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'
import { countCoordinators } from './count-coordinators.ts'
import { lockProfile } from './lock-profile.ts'
import { longestProfileDays } from './longest-profile-days.ts'
import { recordProfileStep } from './record-profile-step.ts'

export type DecideExtension = { id: ProfileId; decision: 'approve' | 'refuse'; reason: string }

/**
 * Approves or refuses an asked-for extension (see `judgeExtensionApproval` for who may). An approved one is in force at
 * once, also where the old end has passed: its sources are due again. Decided twice, nothing changes.
 */
export async function decideExtension(db: Db | Tx, by: WriteBy, input: DecideExtension): Promise<Row<'watchProfile'>> {
  return write(db, by, async (w) => {
    await w.require('profile.approve')
    const profile = await lockProfile(w, input.id)
    const { extensionEndsAt: endsAt } = profile
    if (endsAt === null) {
      w.unchanged()
      return profile
    }
    const isApproval = input.decision === 'approve'
    if (isApproval) await requireApprovable(w, profile)
    const decided = await w.tx
      .updateTable('watchProfile')
      .set({
        ...(isApproval ? { endsAt, endNotedAt: null } : {}),
        extensionEndsAt: null,
        extensionReason: null,
        extensionProposedBy: null,
        extensionProposedAt: null,
        rowVersion: profile.rowVersion + 1,
        updatedAt: by.now,
      })
      .where('id', '=', profile.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const { reason } = input
    const kind = isApproval ? 'extended' : 'extension_refused'
    await recordProfileStep(w, { profileId: profile.id, kind, endsAt, reason })
    const details = { title: profile.title, was: profile.endsAt.toISOString(), endsAt: endsAt.toISOString(), reason }
    await w.audit({
      action: isApproval ? 'extended' : 'extension refused',
      noun: 'profile',
      objectId: profile.id,
      details: { ...details, askedFor: profile.extensionReason, askedBy: profile.extensionProposedBy },
    })
    await w.live({ noun: 'profile', id: profile.id, version: decided.rowVersion })
    return decided
  })
}

async function requireApprovable(w: Write, profile: Row<'watchProfile'>): Promise<void> {
  const verdict = judgeExtensionApproval(profile, {
    actor: w.by.actor,
    coordinatorCount: await countCoordinators(w),
    now: w.by.now,
    longestDays: await longestProfileDays(w.tx),
  })
  if (!verdict.ok) throw new Conflict(verdict.code, verdict.message)
}
