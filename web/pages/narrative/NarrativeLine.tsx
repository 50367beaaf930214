import './narrative-line.css'

import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { Link } from '@tanstack/react-router'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'
import { NarrativeSpark } from './NarrativeSpark.tsx'
import { sayLanguages } from './say-languages.ts'
import { saySignalShort } from './say-signal.ts'
import { Severity } from './Severity.tsx'

/** A narrative as a row that leads to its page: shape, name, what changed, 48 hours. */
export function NarrativeLine({ row }: { row: NarrativeRow }) {
  const change = saySignalShort(row.latestSignal)
  return (
    <Link to="/narratives/$narrativeId" params={{ narrativeId: row.id }} className="NarrativeLine">
      <Severity value={row.severity ?? row.latestSignal?.severity ?? null} show="shape" />
      <div className="NarrativeLine-words">
        <Content className="NarrativeLine-title two-lines" language={row.languages[0]}>
          {row.title}
        </Content>
        <div className="NarrativeLine-facts">
          {change ? (
            <>
              <strong>{change}</strong>
              {' · '}
            </>
          ) : null}
          {row.state === 'emerging' ? null : `${t(`terms.narrativeState.${row.state}`)} · `}
          {[t('narratives.publishers', { count: row.publisherCount }), sayLanguages(row.languages)]
            .filter(Boolean)
            .join(' · ')}
          {' · '}
          <T id="narratives.firstSeen" values={{ when: <Time at={row.firstItemAt} /> }} />
        </div>
      </div>
      <NarrativeSpark hours={row.hours} />
    </Link>
  )
}
