import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { sourceOverviewQuery } from '../../data/sources.ts'
import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'

/** How the sources are, in one sentence; each number leads to those it counts. */
export function SourceSummary() {
  const overview = useQuery(sourceOverviewQuery).data
  if (!overview || overview.total === 0) return <>{t('sources.lead')}</>
  const { total, failing, health } = overview
  return (
    <div className="SourceSummary">
      <p>
        <T
          id="sources.summary"
          values={{
            failing,
            total,
            totalShown: formatNumber(total),
            quiet: health.quiet,
            proposed: health.proposed,
          }}
          components={{
            toAll: <Link to="/sources" />,
            toFailing: <Link to="/sources" search={{ health: 'trouble' }} />,
            toQuiet: <Link to="/sources" search={{ health: 'quiet' }} />,
            toProposed: <Link to="/sources" search={{ health: 'proposed' }} />,
          }}
        />
      </p>
      {health.waiting_for_profile > 0 ? (
        <p className="secondary">
          <T
            id="sources.summaryWaiting"
            values={{ count: health.waiting_for_profile }}
            components={{ toWaiting: <Link to="/sources" search={{ health: 'waiting_for_profile' }} /> }}
          />
        </p>
      ) : null}
    </div>
  )
}
