import type { CaseRow } from '@hub/core/case/case-view.ts'

export const CASE_SCOPES = ['open', 'ended', 'dismissed', 'all'] as const
export type CaseScope = (typeof CASE_SCOPES)[number]

export type CaseChoice = {
  unitId: string
  severity: string
  isMine: boolean
  /** Which cases the table lists; the board has its columns for that. */
  scope: CaseScope
  q: string
}

const SCOPE_STATES: Readonly<Record<CaseScope, readonly CaseRow['state'][] | null>> = {
  open: ['new', 'triaged', 'active', 'monitoring'],
  ended: ['closed', 'merged'],
  dismissed: ['dismissed'],
  all: null,
}

/** The cases that the chips leave over. A unit's cases are those it leads or supports; empty choices mean any. */
export function filterCases(
  rows: readonly CaseRow[],
  choice: Omit<CaseChoice, 'scope'>,
  myUnitIds: readonly string[],
): CaseRow[] {
  const words = choice.q.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    const unitIds = [row.leadUnit, ...row.supportUnits].flatMap((unit) => (unit ? [unit.id] : []))
    const text = `${row.reference} ${row.title}`.toLocaleLowerCase()
    return (
      (choice.unitId === '' || unitIds.some((id) => id === choice.unitId)) &&
      (choice.severity === '' || row.severity === choice.severity) &&
      (!choice.isMine || unitIds.some((id) => myUnitIds.includes(id))) &&
      words.every((word) => text.includes(word))
    )
  })
}

export function isInScope(row: CaseRow, scope: CaseScope): boolean {
  return SCOPE_STATES[scope]?.includes(row.state) ?? true
}
