import type { ProfileId } from '@hub/core/ids.ts'
import { type ProfileStanding, profileStanding } from '@hub/core/source/profile-view.ts'

import { Conflict, NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import type { Write } from '../write.ts'

const STANDINGS: Record<Exclude<ProfileStanding, 'in_force'>, string> = {
  draft: 'is a draft',
  proposed: 'waits for approval',
  not_started: 'has not started yet',
  expired: 'has expired',
  withdrawn: 'was withdrawn',
}

/**
 * The watch profile that items are handed in under, held until the transaction ends so that nobody ends it meanwhile.
 * Nothing enters under a profile that is not in force: Conflict says how it stands and what to do.
 */
export async function requireProfileInForce(w: Write, id: ProfileId): Promise<Row<'watchProfile'>> {
  const profile = await w.tx
    .selectFrom('watchProfile')
    .selectAll()
    .where('id', '=', id)
    .where('world', '=', w.by.actor.world)
    .forShare()
    .executeTakeFirst()
  if (!profile) throw new NotFound('watch profile')
  const standing = profileStanding(profile, w.by.now)
  if (standing === 'in_force') return profile
  throw new Conflict(
    'profile_not_in_force',
    `The watch profile “${profile.title}” ${STANDINGS[standing]}, so nothing is taken in under it. Choose one that is in force, or ask a coordinator to approve or renew it.`,
  )
}
