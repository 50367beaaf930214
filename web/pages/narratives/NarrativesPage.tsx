import './narratives.css'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'

import { narrativesQuery } from '../../data/narratives.ts'
import { useMay } from '../../data/session.ts'
import { MoreRows } from '../../frame/MoreRows.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { NewRowsBar } from '../../ui/NewRowsBar.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useSteadyRows } from '../../ui/use-steady-rows.ts'
import { NarrativeLine } from '../narrative/NarrativeLine.tsx'
import { ChoiceBar } from './ChoiceBar.tsx'
import { NarrativeFilters } from './NarrativeFilters.tsx'
import { sinceMoment } from './since.ts'
import { useChoice } from './use-choice.ts'

/** All narratives: what the hub grouped, in the order and the part a person asks for. */
export function NarrativesPage() {
  const search = useSearch({ from: '/frame/narratives' })
  const since = sinceMoment(search.since, useNow())
  const query = useInfiniteQuery(narrativesQuery({ ...search, sort: search.sort ?? 'emergence', since }))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const steady = useSteadyRows(rows, ({ id }) => id, `${JSON.stringify(search)} ${query.data?.pages.length ?? 0}`)
  const canChoose = useMay()('narrative.triage')
  const choice = useChoice(steady.rows, canChoose)
  const isFiltered = Boolean(search.q || search.state || search.since || search.language)
  return (
    <Page
      title={t('narratives.title')}
      lead={t('narratives.lead')}
      actions={
        <Link to="/storylines" className={buttonClass()}>
          {t('storyline.list')}
        </Link>
      }
    >
      <NarrativeFilters rows={rows} />
      <QueryPart query={query}>
        {() =>
          steady.rows.length === 0 && steady.waiting === 0 ? (
            <NoNarratives isFiltered={isFiltered} />
          ) : (
            <Panel isFlush>
              <ChoiceBar choice={choice} />
              <NewRowsBar count={steady.waiting} onShow={steady.showAll} />
              <ul className="NarrativeLines" aria-label={t('narratives.title')} {...steady.guard}>
                {steady.rows.map((row) => (
                  <li
                    key={row.id}
                    data-narrative-row={row.id}
                    {...(canChoose ? { className: 'NarrativeLines-choose' } : {})}
                  >
                    {canChoose ? (
                      <CheckInput
                        ariaLabel={t('workbench.chooseRow', { title: row.title })}
                        isSelected={choice.isChosen(row.id)}
                        onChange={() => choice.toggle(row.id)}
                      />
                    ) : null}
                    <NarrativeLine row={row} />
                  </li>
                ))}
              </ul>
            </Panel>
          )
        }
      </QueryPart>
      <MoreRows query={query} />
    </Page>
  )
}

function NoNarratives({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        title={t('narratives.noneMatch')}
        action={
          <Link to="/narratives" className={buttonClass()}>
            {t('narratives.clearFilters')}
          </Link>
        }
      >
        {t('narratives.noneMatchBody')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t('narratives.none')}
      example={t('narratives.noneExample')}
      action={
        <Link to="/sources" className={buttonClass('primary')}>
          {t('narratives.toSources')}
        </Link>
      }
    >
      {t('narratives.noneBody')}
    </EmptyState>
  )
}
