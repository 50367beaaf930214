import type { SourceView } from '@hub/core/source/source-view.ts'
import { Link } from '@tanstack/react-router'

import { formatDuration } from '../../i18n/duration.ts'
import { formatNumber, languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'
import { SourceProfiles } from './SourceProfiles.tsx'

/** What a source is, when it is fetched, and whom it belongs to. */
export function SourceFacts({ source }: { source: SourceView }) {
  const { publisher, unit, tags, language, country, siteUrl } = source
  const isNext = source.nextFetchAt !== null && source.health.state !== 'waiting_for_profile'
  const facts = [
    {
      term: t('sources.editPublisher'),
      value: (
        <Link to="/sources" search={{ publisherId: publisher.id }}>
          <Content>{publisher.name}</Content>
        </Link>
      ),
    },
    ...(siteUrl
      ? [
          {
            term: t('sources.site'),
            value: (
              <a href={siteUrl} target="_blank" rel="noopener noreferrer">
                <Content>{siteUrl}</Content>
              </a>
            ),
          },
        ]
      : []),
    ...(source.readsClaimReviews
      ? [
          {
            term: t('sources.factChecker'),
            value: (
              <>
                {t('sources.factCheckerReads')} <Link to="/fact-checks">{t('sources.factCheckerSee')}</Link>
              </>
            ),
          },
        ]
      : []),
    { term: t('sources.col.profile'), value: <SourceProfiles profiles={source.profiles} /> },
    { term: t('sources.unit'), value: unit ? <Content>{unit.name}</Content> : t('sources.noUnit') },
    {
      term: t('sources.col.lastGood'),
      value: source.lastGoodAt ? <Time at={source.lastGoodAt} as="moment" /> : t('sources.never'),
    },
    {
      term: t('sources.col.next'),
      value: isNext && source.nextFetchAt ? <Time at={source.nextFetchAt} as="moment" /> : t('sources.nextNone'),
    },
    {
      term: t('sources.rhythm'),
      value:
        source.usualGapMs === null
          ? t('sources.rhythmUnknown')
          : t('sources.rhythmUsual', {
              usual: formatDuration(source.usualGapMs),
              week: formatNumber(source.itemsThisWeek),
            }),
    },
    ...(tags.length > 0 ? [{ term: t('sources.editTags'), value: <Content>{tags.join(', ')}</Content> }] : []),
    ...(language ? [{ term: t('sources.editLanguage'), value: languageName(language) }] : []),
    ...(country ? [{ term: t('sources.editCountry'), value: <Content>{country}</Content> }] : []),
  ]
  return (
    <Panel title={t('sources.what')}>
      <Facts facts={facts} />
    </Panel>
  )
}
