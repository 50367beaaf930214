import type { CaseState } from '@hub/core/case/case-state.ts'
import type { CaseRow } from '@hub/core/case/case-view.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { moveCase } from '../../data/case-acts.ts'
import { casesQuery } from '../../data/cases.ts'
import { useMay } from '../../data/session.ts'
import { caseKeys } from '../../data/use-act.ts'
import { t } from '../../i18n/t.ts'
import { toast } from '../../ui/toasts.ts'
import { moveChoices } from './move-choices.ts'

type Moving = { row: CaseRow; to: CaseState | null }

/**
 * Moving from the board. What asks for nothing is moved at once: the card stands in its new column before the hub has
 * answered, and goes back when it is refused. Everything else, and every refusal, opens the dialog.
 */
export function useMoveOnBoard(rows: readonly CaseRow[]) {
  const client = useQueryClient()
  const may = useMay()
  const [moving, setMoving] = useState<Moving | null>(null)
  const moveNow = async (row: CaseRow, to: CaseState) => {
    const { queryKey } = casesQuery({})
    await client.cancelQueries({ queryKey })
    const before = client.getQueryData(queryKey)
    client.setQueryData(
      queryKey,
      (list) =>
        list && { ...list, rows: list.rows.map((each) => (each.id === row.id ? { ...each, state: to } : each)) },
    )
    try {
      await moveCase(row.id, { to, expectedVersion: row.rowVersion })
      toast(t('case.moved', { reference: row.reference, state: t(`case.state.${to}`) }))
    } catch {
      client.setQueryData(queryKey, before)
      setMoving({ row, to: null })
    }
    for (const key of caseKeys(row.id)) void client.invalidateQueries({ queryKey: key })
  }
  const move = (caseId: string, to: CaseState | null) => {
    const row = rows.find(({ id }) => id === caseId)
    if (!row) return
    const choice = moveChoices(row, may).find((candidate) => candidate.to === to)
    if (choice && choice.step === 'nothing' && !choice.refusal) void moveNow(row, choice.to)
    else setMoving({ row, to })
  }
  return { moving, move, close: () => setMoving(null) }
}
