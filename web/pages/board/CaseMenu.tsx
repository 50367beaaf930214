import type { CaseState } from '@hub/core/case/case-state.ts'
import type { CaseRow } from '@hub/core/case/case-view.ts'
import { useNavigate } from '@tanstack/react-router'

import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx'
import { sayRefusal } from '../case/say-refusal.ts'
import { type MoveChoice, moveChoices } from './move-choices.ts'

type Props = { row: CaseRow; onMove: (to: CaseState | null) => void }

/** The menu of a card: open it, or move it, each move that is refused with the reason. Dragging is never needed. */
export function CaseMenu({ row, onMove }: Props) {
  const may = useMay()
  const navigate = useNavigate()
  const moves = moveChoices(row, may)
  const entries: MenuEntry[] = [
    {
      id: 'open',
      label: t('board.openCase'),
      onAction: () => void navigate({ to: '/cases/$caseId', params: { caseId: row.id } }),
    },
    ...(moves.length > 0 ? (['rule'] as const) : []),
    ...moves.map((choice) => ({
      id: choice.to,
      label: t('case.moveToState', { state: t(`case.state.${choice.to}`) }),
      onAction: () => onMove(choice.to),
      isDisabled: choice.refusal !== null,
      ...hintOf(choice),
    })),
  ]
  return <MenuButton size="small" label={t('board.cardMenu', { reference: row.reference })} entries={entries} />
}

function hintOf({ refusal, step }: MoveChoice): { hint?: string } {
  if (refusal) return { hint: sayRefusal(refusal) }
  return step === 'nothing' ? {} : { hint: t(`case.moveAsks.${step}`) }
}
