import { BOARD_STATES, type CaseState } from '@hub/core/case/case-state.ts'
import type { CaseRow } from '@hub/core/case/case-view.ts'

import { useIsNarrow } from '../../ui/use-is-narrow.ts'
import type { BoardState } from './arrange-board.ts'
import { BoardGrid } from './BoardGrid.tsx'
import { BoardPhone } from './BoardPhone.tsx'
import { CaseTable } from './CaseTable.tsx'

type Props = {
  rows: readonly CaseRow[]
  view: 'board' | 'table'
  hasLanes: boolean
  state: string | undefined
  onState: (state: BoardState) => void
  onMove: (caseId: string, to: CaseState | null) => void
}

/** The same cases as columns, as one column at a time on a phone, or as a table. */
export function BoardView({ rows, view, hasLanes, state, onState, onMove }: Props) {
  const isNarrow = useIsNarrow()
  if (view === 'table') return <CaseTable rows={rows} onMove={onMove} />
  if (isNarrow) {
    const selected =
      BOARD_STATES.find((each) => each === state) ??
      BOARD_STATES.find((each) => rows.some((row) => row.state === each)) ??
      'new'
    return <BoardPhone rows={rows} selected={selected} onSelect={onState} onMove={onMove} />
  }
  return <BoardGrid rows={rows} hasLanes={hasLanes} onMove={onMove} />
}
