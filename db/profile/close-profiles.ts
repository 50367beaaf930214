import type { ProfileId } from '@hub/core/ids.ts'

import type { Db } from '../connect.ts'
import { write, type WriteBy } from '../write.ts'
import { recordProfileStep } from './record-profile-step.ts'

/**
 * Notes the profiles whose end has come: a step in their history, an audit entry and a live notice each. Collecting does
 * not wait for this: every claim and every store asks the end date itself. Returns the profiles; run twice, none.
 */
export async function closeProfiles(db: Db, by: WriteBy): Promise<ProfileId[]> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const ended = await w.tx
      .updateTable('watchProfile')
      .set((eb) => ({ endNotedAt: by.now, updatedAt: by.now, rowVersion: eb('rowVersion', '+', 1) }))
      .where('world', '=', by.actor.world)
      .where('state', '=', 'approved')
      .where('endsAt', '<=', by.now)
      .where('endNotedAt', 'is', null)
      .returningAll()
      .execute()
    if (ended.length === 0) w.unchanged()
    for (const profile of ended) {
      await recordProfileStep(w, { profileId: profile.id, kind: 'ended', endsAt: profile.endsAt })
      const sources = await w.tx
        .selectFrom('watchProfileSource')
        .select('sourceId')
        .where('profileId', '=', profile.id)
        .execute()
      const details = { title: profile.title, endsAt: profile.endsAt.toISOString(), sources: sources.length }
      await w.audit({ action: 'ended', noun: 'profile', objectId: profile.id, details })
      await w.live({ noun: 'profile', id: profile.id, version: profile.rowVersion })
    }
    return ended.map(({ id }) => id)
  })
}
