import './board.css'

import type { CaseState } from '@hub/core/case/case-state.ts'
import type { CaseRow } from '@hub/core/case/case-view.ts'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'

import { casesQuery } from '../../data/cases.ts'
import { useMay, useSession } from '../../data/session.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import { MoveCaseDialog } from '../case/MoveCaseDialog.tsx'
import { BoardFilters } from './BoardFilters.tsx'
import { BoardSkeleton } from './BoardSkeleton.tsx'
import { BoardView } from './BoardView.tsx'
import { type CaseChoice, filterCases, isInScope } from './filter-cases.ts'
import { OpenCaseFromBoard } from './OpenCaseFromBoard.tsx'
import { useBoardSearch } from './use-board-search.ts'
import { useMoveOnBoard } from './use-move-on-board.ts'

/** All cases the reader may see: as a board, or as a table of the same rows. */
export function BoardPage() {
  const { choice, view, hasLanes, state, set, setChoice, setView, clear } = useBoardSearch()
  const query = useQuery(casesQuery({}))
  const isNarrow = useIsNarrow()
  const [isOpening, setIsOpening] = useState(false)
  const { moving, move, close } = useMoveOnBoard(query.data?.rows ?? [])
  const onOpen = useMay()('case.open') ? () => setIsOpening(true) : null
  usePageKeys([
    { key: 'm', does: t('board.keyMove'), act: () => moveFocused(move) },
    { key: 'o', does: t('board.keyOpen'), act: () => onOpen?.() },
    { key: 'v', does: t('board.keyView'), act: () => setView(view === 'table' ? 'board' : 'table') },
    { key: '/', does: t('board.keySearch'), act: focusSearch },
  ])
  const views = [
    { value: 'board', label: t('board.viewBoard') },
    { value: 'table', label: t('board.viewTable') },
  ] as const
  return (
    <Page
      title={t('board.title')}
      isFull
      lead={
        <BoardFilters
          choice={choice}
          onChange={setChoice}
          isTable={view === 'table'}
          hasLanes={hasLanes}
          onLanes={view === 'board' && !isNarrow ? (on) => set({ lanes: on ? 'unit' : undefined }) : null}
        />
      }
      actions={
        <>
          <Segments label={t('board.view')} value={view} onChange={setView} choices={views} />
          {onOpen ? (
            <Button variant="primary" icon="plus" keyHint="o" onPress={onOpen}>
              {t('board.open')}
            </Button>
          ) : null}
        </>
      }
    >
      <QueryPart query={query} skeleton={<BoardSkeleton />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <NoCases onOpen={onOpen} />
          ) : (
            <FoundCases rows={rows} choice={view === 'table' ? choice : { ...choice, scope: null }} onClear={clear}>
              {(found) => (
                <BoardView
                  rows={found}
                  view={view}
                  hasLanes={hasLanes}
                  state={state}
                  onState={(next) => set({ state: next })}
                  onMove={move}
                />
              )}
            </FoundCases>
          )
        }
      </QueryPart>
      {moving ? (
        <MoveCaseDialog key={`${moving.row.id} ${moving.to}`} row={moving.row} to={moving.to} onClose={close} />
      ) : null}
      {isOpening ? <OpenCaseFromBoard onClose={() => setIsOpening(false)} /> : null}
    </Page>
  )
}

function focusSearch() {
  document.querySelector<HTMLInputElement>('.BoardFilters-search input')?.focus()
}

/** Moves the card or row that has the focus. */
function moveFocused(move: (caseId: string, to: CaseState | null) => void): void {
  const focused = document.activeElement
  const holder = focused?.closest('[data-case-id]') ?? focused?.closest('tr')?.querySelector('[data-case-id]')
  const caseId = holder?.getAttribute('data-case-id')
  if (caseId) move(caseId, null)
}

function NoCases({ onOpen }: { onOpen: (() => void) | null }) {
  const action = onOpen ? <Button onPress={onOpen}>{t('board.open')}</Button> : null
  return (
    <EmptyState title={t('board.empty')} action={action} example={t('board.emptyExample')}>
      {t('board.emptyWhat')}
    </EmptyState>
  )
}

type FoundProps = {
  rows: readonly CaseRow[]
  choice: CaseChoice | (Omit<CaseChoice, 'scope'> & { scope: null })
  onClear: () => void
  children: (found: readonly CaseRow[]) => ReactNode
}

function FoundCases({ rows, choice, onClear, children }: FoundProps) {
  const { memberships } = useSession()
  const { scope } = choice
  const mine = memberships.map(({ unitId }) => unitId as string)
  const found = filterCases(rows, choice, mine).filter((row) => scope === null || isInScope(row, scope))
  return found.length === 0 ? <NoMatch onClear={onClear} /> : children(found)
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState title={t('board.noMatch')} action={<Button onPress={onClear}>{t('board.clearFilters')}</Button>}>
      {t('board.noMatchWhat')}
    </EmptyState>
  )
}
