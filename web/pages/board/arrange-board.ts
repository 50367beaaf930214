import { BOARD_STATES } from '@hub/core/case/case-state.ts'
import type { CaseRow } from '@hub/core/case/case-view.ts'

export type BoardState = (typeof BOARD_STATES)[number]
export type BoardColumns = Readonly<Record<BoardState, readonly CaseRow[]>>
/** One swimlane: a lead unit with its cases, or (`unit` null) the cases nobody leads yet. */
export type Lane = { unit: { id: string; name: string } | null; columns: BoardColumns; count: number }

export function isOnBoard(state: CaseRow['state']): state is BoardState {
  return BOARD_STATES.some((candidate) => candidate === state)
}

/** Cases by column. Within one: most urgent first, then what is due first, then what changed last. */
export function arrangeColumns(rows: readonly CaseRow[]): BoardColumns {
  const column = (state: BoardState) => rows.filter((row) => row.state === state).toSorted(byUrgency)
  return {
    new: column('new'),
    triaged: column('triaged'),
    active: column('active'),
    monitoring: column('monitoring'),
    closed: column('closed'),
  }
}

/** Cases by lead unit, lanes in order of their names; the lane without a unit comes first: it waits for one. */
export function arrangeLanes(rows: readonly CaseRow[]): Lane[] {
  const onBoard = rows.filter((row) => isOnBoard(row.state))
  const units = new Map(onBoard.flatMap(({ leadUnit }) => (leadUnit ? [[leadUnit.id, leadUnit] as const] : [])))
  const named = [...units.values()].toSorted((a, b) => a.name.localeCompare(b.name))
  return [null, ...named]
    .map((unit) => {
      const own = onBoard.filter(({ leadUnit }) => (leadUnit?.id ?? null) === (unit?.id ?? null))
      return { unit, columns: arrangeColumns(own), count: own.length }
    })
    .filter(({ count }) => count > 0)
}

function byUrgency(a: CaseRow, b: CaseRow): number {
  const due = (row: CaseRow) => row.clock?.dueAt ?? '9999'
  return (
    a.severity.localeCompare(b.severity) ||
    due(a).localeCompare(due(b)) ||
    b.updatedAt.localeCompare(a.updatedAt) ||
    a.id.localeCompare(b.id)
  )
}
