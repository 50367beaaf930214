import './profiles.css'

import { readTerm } from '@hub/core/item/written-term.ts'
import type { ProfileView } from '@hub/core/source/profile-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import { profileQuery } from '../../data/profiles.ts'
import { useMay } from '../../data/session.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatList, languageName } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'
import { askForProfile } from './ask-preview.ts'
import { HoldMark } from '../holds/HoldMark.tsx'
import { HoldMenu } from '../holds/HoldMenu.tsx'
import { ExtensionActions } from './ExtensionActions.tsx'
import { ProfileActions } from './ProfileActions.tsx'
import { ProfileHistory } from './ProfileHistory.tsx'
import { ProfileSays, STANDING_TONES } from './ProfileSays.tsx'
import { ProfilePreview } from './ProfilePreview.tsx'
import { ProfileSources } from './ProfileSources.tsx'
import { TermVerdicts } from './TermVerdicts.tsx'

/** One watch profile: why it exists, what it watches, who decided, which sources it names. */
export function ProfilePage() {
  const { profileId } = useParams({ from: '/frame/profiles/$profileId' })
  const query = useQuery(profileQuery(profileId))
  const profile = query.data
  const back = (
    <Link to="/profiles" className="BackLink">
      <Icon name="back" />
      {t('profiles.back')}
    </Link>
  )
  return (
    <Page
      title={t('profiles.page')}
      back={back}
      {...(profile
        ? {
            heading: <Content>{profile.title}</Content>,
            lead: (
              <>
                <Badge tone={STANDING_TONES[profile.standing]}>{t(`profiles.standing.${profile.standing}`)}</Badge>{' '}
                <HoldMark kind="profile" objectId={profile.id} /> <ProfileSays profile={profile} />
              </>
            ),
            actions: (
              <>
                <ProfileActions profile={profile} />
                <HoldMenu kind="profile" objectId={profile.id} title={profile.title} />
              </>
            ),
          }
        : {})}
    >
      <QueryPart query={query}>{(loaded) => <ProfileBody profile={loaded} />}</QueryPart>
    </Page>
  )
}

function ProfileBody({ profile }: { profile: ProfileView }) {
  const may = useMay()
  const why = [
    { term: t('profiles.purpose'), value: <Long text={profile.purpose} /> },
    { term: t('profiles.legalBasis'), value: <Long text={profile.legalBasis} /> },
    { term: t('profiles.necessity'), value: <Long text={profile.necessity} /> },
    { term: t('profiles.proportionality'), value: <Long text={profile.proportionality} /> },
    {
      term: t('profiles.impact'),
      value: profile.impactAssessmentReference ? <Long text={profile.impactAssessmentReference} /> : t('profiles.none'),
    },
  ]
  const what = [
    {
      term: t('profiles.terms'),
      value: <Terms profile={profile} />,
    },
    {
      term: t('profiles.exclusions'),
      value: profile.exclusions.length > 0 ? <Words words={profile.exclusions} /> : t('profiles.none'),
    },
    {
      term: t('profiles.languages'),
      value: profile.languages.length > 0 ? formatList(profile.languages.map(languageName)) : t('profiles.anyLanguage'),
    },
    {
      term: t('profiles.runs'),
      value: (
        <T
          id="profiles.runsFromTo"
          values={{ start: <Time at={profile.startsAt} as="day" />, end: <Time at={profile.endsAt} as="day" /> }}
        />
      ),
    },
  ]
  return (
    <>
      <ExtensionActions profile={profile} />
      <Panel title={t('profiles.why')}>
        <Facts facts={why} />
      </Panel>
      <Panel title={t('profiles.what')}>
        <Facts facts={what} />
      </Panel>
      {may('profile.propose') ? (
        <Panel title={t('profilePreview.title')}>
          <ProfilePreview asked={askForProfile(profile)} whenEmpty={t('profilePreview.whenEmpty')} />
        </Panel>
      ) : null}
      <ProfileSources profile={profile} />
      <WhoDecided profile={profile} />
      <ProfileHistory profileId={profile.id} />
    </>
  )
}

function WhoDecided({ profile }: { profile: ProfileView }) {
  const { approvedBy, approvedAt } = profile
  const who = [
    { term: t('profiles.proposedBy'), value: <Content>{profile.proposedBy}</Content> },
    {
      term: t('profiles.approvedBy'),
      value:
        approvedBy && approvedAt ? (
          <T
            id="profiles.approvedOn"
            values={{ name: <Content>{approvedBy}</Content>, when: <Time at={approvedAt} as="moment" /> }}
          />
        ) : (
          t('profiles.notYet')
        ),
    },
  ]
  return (
    <Panel title={t('profiles.who')}>
      <Facts facts={who} />
    </Panel>
  )
}

function Long({ text }: { text: string }): ReactNode {
  return (
    <span className="ProfileLong">
      <Content>{text}</Content>
    </span>
  )
}

function Terms({ profile: { terms, standing } }: { profile: ProfileView }) {
  if (terms.length === 0) return t('profiles.noTerms')
  return standing === 'proposed' || standing === 'draft' ? <TermVerdicts terms={terms} /> : <Words words={terms} />
}

function Words({ words }: { words: readonly string[] }) {
  return (
    <span className="ProfileWords">
      {words.map((word) => (
        <Badge key={word}>
          <TermSays written={word} />
        </Badge>
      ))}
    </span>
  )
}

/** A term without its notation: `es: agua` is said as “agua (only in Spanish)”. */
function TermSays({ written }: { written: string }) {
  const { text, language } = readTerm(written)
  if (language === null) return <Content>{text}</Content>
  return (
    <T id="profiles.termOfLanguage" values={{ term: <Content>{text}</Content>, language: languageName(language) }} />
  )
}
