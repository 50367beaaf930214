import './matches.css'

import type { ClaimMatchView } from '@hub/core/match/match-view.ts'
import { useQuery } from '@tanstack/react-query'

import { matchesBesideQuery } from '../../data/claim-matches.ts'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'

/** The fact-checks people accepted beside a case's narratives; nothing at all while there are none. */
export function AcceptedFactChecks({ narrativeIds }: { narrativeIds: readonly string[] }) {
  const query = useQuery({ ...matchesBesideQuery(narrativeIds, 'accepted'), enabled: narrativeIds.length > 0 })
  const rows = query.data?.rows ?? []
  if (narrativeIds.length === 0 || rows.length === 0) return null
  return (
    <Panel title={t('factChecks.onCase')}>
      <ul className="Matches">
        {rows.map((match) => (
          <li key={match.id}>
            <AcceptedLine match={match} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function AcceptedLine({ match: { review } }: { match: ClaimMatchView }) {
  return (
    <>
      <p className="Match-claim">
        <Content language={review.language}>{review.claim}</Content>
      </p>
      <p className="Match-facts">
        <span>
          {t('factChecks.says', { reviewer: review.reviewer })}{' '}
          <strong>
            <Content>{review.rating}</Content>
          </strong>
        </span>
        <Time at={review.publishedAt ?? review.firstSeenAt} as="day" />
        <a href={review.url} target="_blank" rel="noopener noreferrer nofollow">
          {t('factChecks.open')} <Icon name="external" size={12} />
          <span className="visually-hidden"> {t('narratives.opensNewTab')}</span>
        </a>
      </p>
    </>
  )
}
