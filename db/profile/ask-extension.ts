import { actorReference } from '@hub/core/access/actor.ts'
import type { ProfileId } from '@hub/core/ids.ts'
import { judgeExtensionRequest } from '@hub/core/source/judge-extension.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockProfile } from './lock-profile.ts'
import { longestProfileDays } from './longest-profile-days.ts'
import { recordProfileStep } from './record-profile-step.ts'

/** Asks for a later end of an approved profile, with a reason of its own. Nothing changes until somebody approves it. */
export async function askExtension(
  db: Db | Tx,
  by: WriteBy,
  input: { id: ProfileId; endsAt: Date; reason: string },
): Promise<Row<'watchProfile'>> {
  return write(db, by, async (w) => {
    await w.require('profile.propose')
    const profile = await lockProfile(w, input.id)
    const isSame = profile.extensionEndsAt?.getTime() === input.endsAt.getTime()
    if (isSame && profile.extensionReason === input.reason) {
      w.unchanged()
      return profile
    }
    const longestDays = await longestProfileDays(w.tx)
    const verdict = judgeExtensionRequest(profile, { endsAt: input.endsAt, now: by.now, longestDays })
    if (!verdict.ok) throw new Conflict(verdict.code, verdict.message)
    const asked = await w.tx
      .updateTable('watchProfile')
      .set({
        extensionEndsAt: input.endsAt,
        extensionReason: input.reason,
        extensionProposedBy: actorReference(by.actor),
        extensionProposedAt: by.now,
        rowVersion: profile.rowVersion + 1,
        updatedAt: by.now,
      })
      .where('id', '=', profile.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const { endsAt, reason } = input
    await recordProfileStep(w, { profileId: profile.id, kind: 'extension_asked', endsAt, reason })
    const details = { title: profile.title, was: profile.endsAt.toISOString(), endsAt: endsAt.toISOString(), reason }
    await w.audit({ action: 'extension asked', noun: 'profile', objectId: profile.id, details })
    await w.live({ noun: 'profile', id: profile.id, version: asked.rowVersion })
    return asked
  })
}
