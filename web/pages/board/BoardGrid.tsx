import './board.css'

import { BOARD_STATES } from '@hub/core/case/case-state.ts'
import type { CaseState } from '@hub/core/case/case-state.ts'
import type { CaseRow } from '@hub/core/case/case-view.ts'
import { useState } from 'react'

import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { readSeen } from '../case/seen-cases.ts'
import { arrangeColumns, arrangeLanes, isOnBoard } from './arrange-board.ts'
import { BoardColumn } from './BoardColumn.tsx'

type Props = { rows: readonly CaseRow[]; hasLanes: boolean; onMove: (caseId: string, to: CaseState | null) => void }

/** The board: a column for each state, a lane for each lead unit on request. One scrolling region, header kept. */
export function BoardGrid({ rows, hasLanes, onMove }: Props) {
  const [seen] = useState(readSeen)
  const onBoard = rows.filter(({ state }) => isOnBoard(state))
  const lanes = hasLanes
    ? arrangeLanes(onBoard)
    : [{ unit: undefined, columns: arrangeColumns(onBoard), count: onBoard.length }]
  return (
    <div className="Board" role="region" aria-label={t('board.title')} tabIndex={0}>
      <div className="Board-head">
        {BOARD_STATES.map((state) => (
          <h2 key={state} className="Board-state">
            {t(`case.state.${state}`)}
            <span className="Board-count">{formatNumber(onBoard.filter((row) => row.state === state).length)}</span>
          </h2>
        ))}
      </div>
      {lanes.map(({ unit, columns, count }) => {
        const laneId = unit === undefined ? '' : (unit?.id ?? 'none')
        const laneName = unit === undefined ? null : (unit?.name ?? t('board.laneNone'))
        return (
          <section key={laneId} className="Board-lane" {...(laneName === null ? {} : { 'aria-label': laneName })}>
            {laneName === null ? null : (
              <h3 className="Board-laneName">
                {unit ? <Content>{laneName}</Content> : laneName}{' '}
                <span className="Board-count">{formatNumber(count)}</span>
              </h3>
            )}
            <div className="Board-columns">
              {BOARD_STATES.map((state) => (
                <BoardColumn
                  key={state}
                  state={state}
                  laneId={laneId}
                  laneName={laneName}
                  rows={columns[state]}
                  seen={seen}
                  onMove={onMove}
                />
              ))}
            </div>
          </section>
        )
      })}
    </div>
  )
}
