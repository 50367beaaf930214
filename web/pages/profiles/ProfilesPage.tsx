import './profiles.css'

import type { ProfileView } from '@hub/core/source/profile-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { profilesQuery } from '../../data/profiles.ts'
import { useMay } from '../../data/session.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { ProfileSays, STANDING_TONES } from './ProfileSays.tsx'
import { ProposeProfileDialog } from './ProposeProfileDialog.tsx'

const ORDER = ['proposed', 'in_force', 'not_started', 'draft', 'expired', 'withdrawn'] as const

/** Every watch profile with its standing in words; those that wait for somebody come first. */
export function ProfilesPage() {
  const may = useMay()
  const query = useQuery(profilesQuery)
  const [isProposing, setIsProposing] = useState(false)
  const canPropose = may('profile.propose')
  usePageKeys([{ key: 'a', does: t('profiles.keyPropose'), act: () => canPropose && setIsProposing(true) }])
  const propose = canPropose ? (
    <Button variant="primary" icon="plus" keyHint="a" onPress={() => setIsProposing(true)}>
      {t('profiles.propose')}
    </Button>
  ) : null
  return (
    <Page title={t('profiles.title')} lead={t('profiles.lead')} actions={propose}>
      <QueryPart query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState
              title={t('profiles.empty')}
              example={t('profiles.emptyExample')}
              action={canPropose ? <Button onPress={() => setIsProposing(true)}>{t('profiles.propose')}</Button> : null}
            >
              {t('profiles.emptyWhat')}
            </EmptyState>
          ) : (
            <ul className="ProfileList">
              {rows
                .toSorted(
                  (a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) || a.endsAt.localeCompare(b.endsAt),
                )
                .map((profile) => (
                  <ProfileLine key={profile.id} profile={profile} />
                ))}
            </ul>
          )
        }
      </QueryPart>
      {isProposing ? <ProposeProfileDialog onClose={() => setIsProposing(false)} /> : null}
    </Page>
  )
}

function ProfileLine({ profile }: { profile: ProfileView }) {
  return (
    <li className="ProfileLine" data-standing={profile.standing}>
      <div className="ProfileLine-head">
        <Link to="/profiles/$profileId" params={{ profileId: profile.id }}>
          <Content>{profile.title}</Content>
        </Link>
        <Badge tone={STANDING_TONES[profile.standing]}>{t(`profiles.standing.${profile.standing}`)}</Badge>
        {profile.endsWithinDays === null ? null : (
          <Badge tone="warning">
            {t(profile.endsWithinDays === 1 ? 'profilePreview.endsInDay' : 'profilePreview.endsInWeek')}
          </Badge>
        )}
      </div>
      <p>
        <ProfileSays profile={profile} />
      </p>
      <p className="secondary">
        {t('profiles.sourceCount', { count: profile.sourceCount })}
        {' · '}
        {t('profiles.termCount', { count: profile.terms.length })}
      </p>
    </li>
  )
}
