import type { Situation } from '@hub/core/situation/situation-view.ts'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'

/** The state of things in one sentence; each number leads to what it counts. */
export function SituationSentence({ counts }: { counts: Situation['counts'] }) {
  const { growing, unacknowledged, failingSources } = counts
  if (counts.sources === 0) {
    return (
      <div className="Situation-sentence">
        <p>
          <T id="situation.noSourcesSentence" components={{ toSources: <Link to="/sources" /> }} />
        </p>
      </div>
    )
  }
  return (
    <div className="Situation-sentence">
      <p>
        <T
          id="situation.sentence"
          values={{ growing, unacknowledged, failing: failingSources }}
          components={{
            toGrowing: <Link to="/narratives" search={{ sort: 'growth' }} />,
            toWaiting: <ToWaiting />,
            toSources: <Link to="/sources" search={{ health: 'trouble' }} />,
          }}
        />
      </p>
      <p className="secondary">
        <T
          id="situation.collected"
          values={{
            items: counts.itemsToday,
            sources: counts.sources,
            itemsShown: formatNumber(counts.itemsToday),
            sourcesShown: formatNumber(counts.sources),
          }}
          components={{ toSources: <Link to="/sources" /> }}
        />
      </p>
    </div>
  )
}

/** The words between the message's tags become the link's own. */
function ToWaiting({ children }: { children?: ReactNode }) {
  return <a href="#waiting">{children}</a>
}
