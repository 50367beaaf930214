import { may } from '@hub/core/access/permissions.ts'
import type { SourceId } from '@hub/core/ids.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'
import type { ProposeSource } from '@hub/core/source/source-input.ts'

import type { Db, Tx } from '../connect.ts'
import { lockOpenProfile } from '../profile/lock-profile.ts'
import { write, type WriteBy } from '../write.ts'
import { insertSources } from './insert-sources.ts'

/**
 * Adds a source: approved at once by whoever may approve sources, else proposed. Names it in a profile when one is given.
 * An address that is there already is not added twice. Returns the source's id.
 */
export async function proposeSource(
  db: Db | Tx,
  by: WriteBy,
  input: ProposeSource & { allowList: AllowList },
): Promise<SourceId> {
  return write(db, by, async (w) => {
    await w.require('source.propose')
    const state = may(by.actor, 'source.manage').allowed ? 'approved' : 'proposed'
    const profile = input.profileId ? await lockOpenProfile(w, input.profileId) : undefined
    const { addedIds, presentIds } = await insertSources(w, [input], {
      state,
      allowList: input.allowList,
      profileId: profile?.id ?? null,
    })
    const added = addedIds[0]
    const id = added ?? presentIds[0]
    if (id === undefined) throw new Error('A source was neither added nor found.')
    if (added === undefined && !profile) {
      w.unchanged()
      return id
    }
    const isFactChecker = input.readsClaimReviews ? { readsClaimReviews: true } : {}
    const details = { url: input.url, profileId: profile?.id ?? null, ...isFactChecker }
    await w.audit({ action: added ? state : 'named in profile', noun: 'source', objectId: id, details })
    await w.live({ noun: 'source', id, version: 1 })
    return id
  })
}
