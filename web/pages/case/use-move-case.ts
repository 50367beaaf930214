import type { MoveCaseInput } from '@hub/core/case/move-case-input.ts'
import type { CaseRow } from '@hub/core/case/case-view.ts'

import { moveCase } from '../../data/case-acts.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { t } from '../../i18n/t.ts'
import { toast } from '../../ui/toasts.ts'

export type MovableCase = Pick<
  CaseRow,
  'id' | 'reference' | 'title' | 'state' | 'opinionGate' | 'openTaskings' | 'rowVersion'
>

/** Moves a case and says so, to the eye and to screen readers. */
export function useMoveCase(row: MovableCase) {
  return useAct(async (move: MoveCaseInput) => {
    await moveCase(row.id, move)
    toast(t('case.moved', { reference: row.reference, state: t(`case.state.${move.to}`) }))
  }, caseKeys(row.id))
}
