import './move.css'

import type { CaseState } from '@hub/core/case/case-state.ts'

import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { MoveChoice } from '../board/move-choices.ts'
import { sayRefusal } from './say-refusal.ts'
import { type MovableCase, useMoveCase } from './use-move-case.ts'

type Props = {
  row: MovableCase
  choices: readonly MoveChoice[]
  onChoose: (to: CaseState) => void
  onClose: () => void
}

/** The states a case can go to from here. What is refused stands there too, with the reason. */
export function ChooseMoveDialog({ row, choices, onChoose, onClose }: Props) {
  const move = useMoveCase(row)
  const choose = ({ to, step, refusal }: MoveChoice) => {
    if (refusal) return
    if (step === 'nothing') move.mutate({ to, expectedVersion: row.rowVersion }, { onSuccess: onClose })
    else onChoose(to)
  }
  return (
    <Dialog
      title={<T id="case.moveTitle" values={{ reference: <Content>{row.reference}</Content> }} />}
      isOpen
      onClose={onClose}
    >
      <p>
        <Content>{row.title}</Content>
      </p>
      <p className="secondary">
        {choices.length > 0 ? t('case.moveNow', { state: t(`case.state.${row.state}`) }) : t('case.noMoves')}
      </p>
      <ul className="MoveChoices">
        {choices.map((choice, index) => (
          <li key={choice.to}>
            <button
              type="button"
              className="MoveChoice"
              autoFocus={index === 0}
              aria-disabled={choice.refusal !== null || move.isPending}
              onClick={() => choose(choice)}
            >
              <strong>{t(`case.state.${choice.to}`)}</strong>
              <MoveNote choice={choice} />
            </button>
          </li>
        ))}
      </ul>
      <ActProblem error={move.error} />
    </Dialog>
  )
}

function MoveNote({ choice }: { choice: MoveChoice }) {
  if (choice.refusal) return <span className="MoveChoice-refused">{sayRefusal(choice.refusal)}</span>
  if (choice.step === 'nothing') return null
  return (
    <span className="secondary">
      <T id={`case.moveAsks.${choice.step}`} />
    </span>
  )
}
