import './board.css'

import { BOARD_STATES, type CaseState } from '@hub/core/case/case-state.ts'
import type { CaseRow } from '@hub/core/case/case-view.ts'
import { useState } from 'react'

import { t } from '../../i18n/t.ts'
import { TabSet } from '../../ui/TabSet.tsx'
import { hasUnseenChange, readSeen } from '../case/seen-cases.ts'
import { arrangeColumns, type BoardState } from './arrange-board.ts'
import { CaseCard } from './CaseCard.tsx'

type Props = {
  rows: readonly CaseRow[]
  selected: BoardState
  onSelect: (state: BoardState) => void
  onMove: (caseId: string, to: CaseState | null) => void
}

/** The board where there is room for one column at a time. */
export function BoardPhone({ rows, selected, onSelect, onMove }: Props) {
  const [seen] = useState(readSeen)
  const columns = arrangeColumns(rows)
  const tabs = BOARD_STATES.map((state) => ({
    id: state,
    label: t(`case.state.${state}`),
    count: columns[state].length,
    content: (
      <ul className="BoardPhone-cards">
        {columns[state].map((row) => (
          <li key={row.id} className="BoardColumn-item" data-case-id={row.id}>
            <CaseCard
              row={row}
              isUnread={hasUnseenChange(row, seen)}
              isDraggable={false}
              onMove={(to) => onMove(row.id, to)}
            />
          </li>
        ))}
        {columns[state].length === 0 ? <li className="secondary">{t('board.columnEmpty')}</li> : null}
      </ul>
    ),
  }))
  return <TabSet label={t('board.states')} tabs={tabs} selected={selected} onSelect={onSelect} />
}
