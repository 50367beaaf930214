import type { ProfileId, SourceId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict, NotFound } from '../errors.ts'
import { linkToProfile } from '../source/link-to-profile.ts'
import { write, type WriteBy } from '../write.ts'
import { lockOpenProfile } from './lock-profile.ts'

/**
 * Names further sources in a profile. Once it is approved, only somebody who may approve profiles adds to it. Returns
 * how many were new to it.
 */
export async function nameSourcesInProfile(
  db: Db | Tx,
  by: WriteBy,
  input: { id: ProfileId; sourceIds: readonly SourceId[] },
): Promise<number> {
  return write(db, by, async (w) => {
    await w.require('profile.propose')
    const profile = await lockOpenProfile(w, input.id)
    if (profile.state === 'approved') await w.require('profile.approve')
    const sourceIds = [...new Set(input.sourceIds)]
    const known = await w.tx
      .selectFrom('source')
      .select(['id', 'state'])
      .where('world', '=', by.actor.world)
      .where('id', 'in', sourceIds)
      .execute()
    if (known.length < sourceIds.length) throw new NotFound('source')
    if (known.some(({ state }) => state === 'retired'))
      throw new Conflict('source_retired', 'One of these sources is retired. Add its address again instead.')
    const added = (await linkToProfile(w, profile.id, sourceIds)).length
    if (added === 0) {
      w.unchanged()
      return 0
    }
    await w.audit({ action: 'sources named', noun: 'profile', objectId: profile.id, details: { added, sourceIds } })
    await w.live({ noun: 'profile', id: profile.id, version: profile.rowVersion })
    return added
  })
}
