import './board.css'

import type { CaseState } from '@hub/core/case/case-state.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

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
import { type CaseChoice, CASE_SCOPES, filterCases, isInScope } from './filter-cases.ts'
import { OpenCaseFromBoard } from './OpenCaseFromBoard.tsx'
import { useMoveOnBoard } from './use-move-on-board.ts'

type View = 'board' | 'table'

/** All cases the reader may see: as a board, or as a table of the same rows. */
export function BoardPage() {
  const search = useSearch({ from: '/frame/board' })
  const navigate = useNavigate({ from: '/board' })
  const query = useQuery(casesQuery({}))
  const may = useMay()
  const { memberships } = useSession()
  const isNarrow = useIsNarrow()
  const [isOpening, setIsOpening] = useState(false)
  const { moving, move, close } = useMoveOnBoard(query.data?.rows ?? [])
  const view: View = search.view === 'table' ? 'table' : 'board'
  const choice = readChoice(search)
  const set = (part: Partial<typeof search>) => void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true })
  const setChoice = ({ q, unitId, severity, isMine, scope }: Partial<CaseChoice>) =>
    set({
      ...(q === undefined ? {} : { q: q || undefined }),
      ...(unitId === undefined ? {} : { unit: unitId || undefined }),
      ...(severity === undefined ? {} : { severity: severity || undefined }),
      ...(isMine === undefined ? {} : { mine: isMine ? 'yes' : undefined }),
      ...(scope === undefined ? {} : { scope }),
    })
  const setView = (next: View) => set({ view: next === 'table' ? 'table' : undefined })
  usePageKeys([
    { key: 'm', does: t('board.keyMove'), act: () => moveFocused(move) },
    { key: 'o', does: t('board.keyOpen'), act: () => may('case.open') && setIsOpening(true) },
    { key: 'v', does: t('board.keyView'), act: () => setView(view === 'table' ? 'board' : 'table') },
    { key: '/', does: t('board.keySearch'), act: () => document.querySelector<HTMLInputElement>('.BoardFilters-search input')?.focus() },
  ])
  const views = [
    { value: 'board', label: t('board.viewBoard') },
    { value: 'table', label: t('board.viewTable') },
  ] as const
  const mine = memberships.map(({ unitId }) => unitId as string)
  return (
    <Page
      title={t('board.title')}
      isFull
      lead={<BoardFilters choice={choice} onChange={setChoice} isTable={view === 'table'} hasLanes={search.lanes === 'unit'} onLanes={view === 'board' && !isNarrow ? (on) => set({ lanes: on ? 'unit' : undefined }) : null} />}
      actions={
        <>
          <Segments label={t('board.view')} value={view} onChange={setView} choices={views} />
          {may('case.open') ? (
            <Button variant="primary" icon="plus" keyHint="o" onPress={() => setIsOpening(true)}>
              {t('board.open')}
            </Button>
          ) : null}
        </>
      }
    >
      <QueryPart query={query} skeleton={<BoardSkeleton />}>
        {({ rows }) => {
          if (rows.length === 0) return <NoCases onOpen={may('case.open') ? () => setIsOpening(true) : null} />
          const found = filterCases(rows, choice, mine)
          const shown = view === 'table' ? found.filter((row) => isInScope(row, choice.scope)) : found
          if (shown.length === 0) return <NoMatch onClear={() => set({ q: undefined, unit: undefined, severity: undefined, mine: undefined, scope: undefined })} />
          return <BoardView rows={shown} view={view} hasLanes={search.lanes === 'unit'} state={search.state} onState={(state) => set({ state })} onMove={move} />
        }}
      </QueryPart>
      {moving ? <MoveCaseDialog key={`${moving.row.id} ${moving.to}`} row={moving.row} to={moving.to} onClose={close} /> : null}
      {isOpening ? <OpenCaseFromBoard onClose={() => setIsOpening(false)} /> : null}
    </Page>
  )
}

type Search = { q?: string | undefined; unit?: string | undefined; severity?: string | undefined; mine?: string | undefined; scope?: string | undefined }

function readChoice({ q, unit, severity, mine, scope }: Search): CaseChoice {
  const known = CASE_SCOPES.find((each) => each === scope)
  return { q: q ?? '', unitId: unit ?? '', severity: severity ?? '', isMine: mine === 'yes', scope: known ?? 'open' }
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

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState title={t('board.noMatch')} action={<Button onPress={onClear}>{t('board.clearFilters')}</Button>}>
      {t('board.noMatchWhat')}
    </EmptyState>
  )
}

