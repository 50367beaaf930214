import type { Situation } from '@hub/core/situation/situation-view.ts'
import { Link } from '@tanstack/react-router'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'

/** A watch profile that ends within a week: a coordinator sees to an extension, or lets it end. */
export function EndingProfileCard({ profile }: { profile: Situation['profilesEnding'][number] }) {
  const { id, title, endsAt, isExtensionAsked } = profile
  const toProfile = { to: '/profiles/$profileId', params: { profileId: id } } as const
  return (
    <article className="WaitingCard">
      <div className="WaitingCard-top">
        <Badge tone="warning">{t('profilePreview.ending')}</Badge>
      </div>
      <h3>
        <Link {...toProfile}>
          <Content>{title}</Content>
        </Link>
      </h3>
      <p>
        <T
          id={isExtensionAsked ? 'profilePreview.endingAsked' : 'profilePreview.endingOn'}
          values={{ end: <Time at={endsAt} as="moment" /> }}
        />
      </p>
      <div className="FormActions">
        <Link {...toProfile} className={buttonClass()}>
          {t('profilePreview.openProfile')}
        </Link>
      </div>
    </article>
  )
}
