import type { ProfileId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import type { Row } from '../schema.ts'
import { write, type WriteBy } from '../write.ts'
import { lockProfile } from './lock-profile.ts'
import { recordProfileStep } from './record-profile-step.ts'

const NO_EXTENSION = {
  extensionEndsAt: null,
  extensionReason: null,
  extensionProposedBy: null,
  extensionProposedAt: null,
}

/** Takes a profile out of force for good, with the reason. Sources that no other profile names are no longer collected. */
export async function withdrawProfile(
  db: Db | Tx,
  by: WriteBy,
  input: { id: ProfileId; reason: string },
): Promise<Row<'watchProfile'>> {
  return write(db, by, async (w) => {
    await w.require('profile.approve')
    const profile = await lockProfile(w, input.id)
    if (profile.state === 'withdrawn') {
      w.unchanged()
      return profile
    }
    const withdrawn = await w.tx
      .updateTable('watchProfile')
      .set({
        state: 'withdrawn',
        withdrawnReason: input.reason,
        ...NO_EXTENSION,
        rowVersion: profile.rowVersion + 1,
        updatedAt: by.now,
      })
      .where('id', '=', profile.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordProfileStep(w, { profileId: profile.id, kind: 'withdrawn', endsAt: null, reason: input.reason })
    await w.audit({
      action: 'withdrawn',
      noun: 'profile',
      objectId: profile.id,
      details: { was: profile.state, reason: input.reason },
    })
    await w.live({ noun: 'profile', id: profile.id, version: withdrawn.rowVersion })
    return withdrawn
  })
}
