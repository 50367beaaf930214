import type { CaseState } from '@hub/core/case/case-state.ts'
import type { CaseRow } from '@hub/core/case/case-view.ts'
import { GridList, GridListItem } from 'react-aria-components/GridList'
import { isTextDropItem, useDragAndDrop } from 'react-aria-components/useDragAndDrop'

import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { hasUnseenChange } from '../case/seen-cases.ts'
import type { BoardState } from './arrange-board.ts'
import { CaseCard } from './CaseCard.tsx'
import { moveChoices } from './move-choices.ts'

const CASE_TYPE = 'hub-case'

export type ColumnProps = {
  state: BoardState
  /** The lane's unit id; empty without lanes. A card stays in its lane: who leads is not a matter of dragging. */
  laneId: string
  laneName: string | null
  rows: readonly CaseRow[]
  seen: Readonly<Record<string, string>>
  onMove: (caseId: string, to: CaseState | null) => void
}

/** One column (of one lane). A card carries the columns that would take it, so that no other column lights up for it. */
export function BoardColumn({ state, laneId, laneName, rows, seen, onMove }: ColumnProps) {
  const may = useMay()
  const targetType = dropType(state, laneId)
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => {
        const row = rows.find(({ id }) => id === key)
        const targets = row ? moveChoices(row, may).filter(({ refusal }) => refusal === null) : []
        const types = targets.map(({ to }) => [dropType(to, laneId), row?.id ?? ''] as const)
        return {
          'text/plain': row ? `${row.reference} ${row.title}` : '',
          [CASE_TYPE]: row?.id ?? '',
          ...Object.fromEntries(types),
        }
      }),
    getAllowedDropOperations: () => ['move'],
    acceptedDragTypes: [targetType],
    shouldAcceptItemDrop: () => false,
    getDropOperation: (target, types) => (target.type === 'root' && types.has(targetType) ? 'move' : 'cancel'),
    onRootDrop: ({ items }) => {
      for (const item of items) {
        if (isTextDropItem(item)) void item.getText(CASE_TYPE).then((caseId) => onMove(caseId, state))
      }
    },
  })
  const name = t('board.column', { state: t(`case.state.${state}`), count: rows.length })
  return (
    <GridList
      className="BoardColumn"
      data-state={state}
      aria-label={laneName === null ? name : t('board.columnIn', { state: name, lane: laneName })}
      items={rows}
      dragAndDropHooks={dragAndDropHooks}
      keyboardNavigationBehavior="tab"
      renderEmptyState={() => <span className="visually-hidden">{t('board.columnEmpty')}</span>}
    >
      {(row) => {
        const isDraggable = moveChoices(row, may).some(({ refusal }) => refusal === null)
        return (
          <GridListItem
            id={row.id}
            textValue={`${row.reference} ${row.title}`}
            className="BoardColumn-item"
            data-case-id={row.id}
            data-content-label=""
          >
            <CaseCard
              row={row}
              isUnread={hasUnseenChange(row, seen)}
              isDraggable={isDraggable}
              onMove={(to) => onMove(row.id, to)}
            />
          </GridListItem>
        )
      }}
    </GridList>
  )
}

function dropType(state: CaseState, laneId: string): string {
  return `hub-to-${state}${laneId ? `-${laneId}` : ''}`
}
