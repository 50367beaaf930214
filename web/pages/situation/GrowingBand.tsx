import type { NarrativeRow } from '@hub/core/narrative/narrative-view.ts'
import { Link } from '@tanstack/react-router'

import { t } from '../../i18n/t.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { NewRowsBar } from '../../ui/NewRowsBar.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useSteadyRows } from '../../ui/use-steady-rows.ts'
import { NarrativeLine } from '../narrative/NarrativeLine.tsx'

/** Narratives above their own usual, fastest first. */
export function GrowingBand({ rows, hasSources }: { rows: readonly NarrativeRow[]; hasSources: boolean }) {
  const steady = useSteadyRows(rows, ({ id }) => id, 'growing')
  return (
    <Panel title={t('situation.growing')} aside={rows.length > 0 ? <AllNarratives /> : null} isFlush>
      {rows.length === 0 ? (
        <NothingGrows hasSources={hasSources} />
      ) : (
        <>
          <NewRowsBar count={steady.waiting} onShow={steady.showAll} />
          <ul className="NarrativeLines" {...steady.guard}>
            {steady.rows.map((row) => (
              <li key={row.id}>
                <NarrativeLine row={row} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}

function AllNarratives() {
  return (
    <Link to="/narratives" search={{ sort: 'growth' }}>
      {t('situation.allGrowing')}
    </Link>
  )
}

function NothingGrows({ hasSources }: { hasSources: boolean }) {
  if (hasSources) {
    return (
      <EmptyState
        title={t('situation.nothingGrows')}
        action={
          <Link to="/narratives" className={buttonClass()}>
            {t('situation.seeAll')}
          </Link>
        }
      >
        {t('situation.nothingGrowsBody')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t('situation.noSources')}
      example={t('situation.noSourcesExample')}
      action={
        <Link to="/sources" className={buttonClass('primary')}>
          {t('situation.addSources')}
        </Link>
      }
    >
      {t('situation.noSourcesBody')}
    </EmptyState>
  )
}
