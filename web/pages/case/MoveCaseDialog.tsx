import type { CaseState } from '@hub/core/case/case-state.ts'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { moveChoices } from '../board/move-choices.ts'
import { AssessDialog } from './AssessDialog.tsx'
import { ChooseMoveDialog } from './ChooseMoveDialog.tsx'
import { CloseDialog, DismissDialog } from './EndCaseDialog.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { type MovableCase } from './use-move-case.ts'

type Props = {
  row: MovableCase
  /** Where it goes; null asks. */
  to: CaseState | null
  onClose: () => void
}

/** Everything between wanting to move a case and the move: where to, and the reason or assessment that it asks for. */
export function MoveCaseDialog({ row, to, onClose }: Props) {
  const may = useMay()
  const [chosen, setChosen] = useState<CaseState | null>(to)
  const choices = moveChoices(row, may)
  const choice = choices.find((candidate) => candidate.to === chosen)
  if (!choice || choice.step === 'nothing')
    return <ChooseMoveDialog row={row} choices={choices} onChoose={setChosen} onClose={onClose} />
  if (choice.step === 'assess')
    return <AssessDialog row={row} moveTo={choice.to} onClose={onClose} onOpinion={() => setChosen('dismissed')} />
  if (choice.step === 'dismissal_reason') return <DismissDialog row={row} onClose={onClose} />
  if (choice.step === 'closing_reason') return <CloseDialog row={row} onClose={onClose} />
  return <MergeDialog row={row} onClose={onClose} />
}
