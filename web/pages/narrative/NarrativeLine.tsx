import './narrative-line.css'

import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { Link } from '@tanstack/react-router'

import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { NarrativeFacts } from './NarrativeFacts.tsx'
import { NarrativeSpark } from './NarrativeSpark.tsx'
import { saySignalShort } from './say-signal.ts'
import { Severity } from './Severity.tsx'

/** A narrative as a row that leads to its page: shape, name, what changed, 48 hours. */
export function NarrativeLine({ row }: { row: NarrativeRow }) {
  const change = saySignalShort(row.latestSignal)
  return (
    <Link to="/narratives/$narrativeId" params={{ narrativeId: row.id }} className="NarrativeLine">
      <Severity value={row.severity ?? row.latestSignal?.severity ?? null} show="shape" />
      <div className="NarrativeLine-words">
        <Content className="NarrativeLine-title" language={row.languages[0]}>
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
          <NarrativeFacts row={row} />
        </div>
      </div>
      <NarrativeSpark hours={row.hours} />
    </Link>
  )
}
