import type { ProfileStanding, ProfileView } from '@hub/core/source/profile-view.ts'
import type { ReactNode } from 'react'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import type { BadgeTone } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'

export const STANDING_TONES: Readonly<Record<ProfileStanding, BadgeTone>> = {
  draft: 'neutral',
  proposed: 'accent',
  in_force: 'good',
  not_started: 'accent',
  expired: 'warning',
  withdrawn: 'neutral',
}

/** Where a profile stands, in a sentence. */
export function ProfileSays({ profile }: { profile: ProfileView }): ReactNode {
  const { standing, startsAt, endsAt } = profile
  const approver = <Content>{profile.approvedBy}</Content>
  if (standing === 'proposed')
    return <T id="profiles.says.proposed" values={{ name: <Content>{profile.proposedBy}</Content> }} />
  if (standing === 'in_force')
    return <T id="profiles.says.in_force" values={{ end: <Time at={endsAt} as="day" />, name: approver }} />
  if (standing === 'not_started')
    return <T id="profiles.says.not_started" values={{ start: <Time at={startsAt} as="day" />, name: approver }} />
  if (standing === 'expired') return <T id="profiles.says.expired" values={{ end: <Time at={endsAt} as="day" /> }} />
  if (standing === 'withdrawn')
    return <T id="profiles.says.withdrawn" values={{ reason: <Content>{profile.withdrawnReason}</Content> }} />
  return t('profiles.says.draft')
}
