import type { ProfileId, SourceId } from '@hub/core/ids.ts'
import { profileStanding } from '@hub/core/source/profile-view.ts'

import type { Write } from '../write.ts'

/**
 * Whether the profiles a poll was claimed under still all name the source and are in force, asked when its items are
 * stored and held until then: whoever ends a profile waits for the store, or the store finds it ended.
 */
export async function areStillInForce(
  w: Write,
  poll: { sourceId: SourceId; profileIds: readonly ProfileId[] },
): Promise<boolean> {
  if (poll.profileIds.length === 0) return false
  const profiles = await w.tx
    .selectFrom('watchProfile')
    .innerJoin('watchProfileSource', 'watchProfileSource.profileId', 'watchProfile.id')
    .select(['watchProfile.state', 'watchProfile.startsAt', 'watchProfile.endsAt'])
    .where('watchProfile.id', 'in', poll.profileIds)
    .where('watchProfileSource.sourceId', '=', poll.sourceId)
    .orderBy('watchProfile.id')
    .forShare()
    .execute()
  return (
    profiles.length === poll.profileIds.length &&
    profiles.every((profile) => profileStanding(profile, w.by.now) === 'in_force')
  )
}
