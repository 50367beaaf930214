import {
  CLOSING_REASONS,
  type ClosingReason,
  DISMISSAL_REASONS,
  type DismissalReason,
} from '@hub/core/case/case-state.ts'
import { useState } from 'react'

import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import type { Choice } from '../../ui/Options.tsx'
import { RadioInput } from '../../ui/RadioInput.tsx'
import { type MovableCase, useMoveCase } from './use-move-case.ts'

type EndProps = { row: MovableCase; onClose: () => void }

/** Ends a case that was worked on: how did it end? */
export function CloseDialog({ row, onClose }: EndProps) {
  return (
    <EndCaseDialog<ClosingReason>
      act="close"
      row={row}
      question={t('case.closeHow')}
      first={null}
      choices={CLOSING_REASONS.map((value) => ({
        value,
        label: t(`case.closing.${value}`),
        hint: t(`case.closing.${value}.hint`),
      }))}
      moveFor={(closingReason) => ({ to: 'closed', closingReason })}
      onClose={onClose}
    />
  )
}

/** Ends a case without a response, for one of five reasons. */
export function DismissDialog({ row, onClose }: EndProps) {
  return (
    <EndCaseDialog<DismissalReason>
      act="dismiss"
      row={row}
      question={t('case.dismissWhy')}
      first={row.opinionGate === 'opinion' ? 'opinion' : null}
      choices={DISMISSAL_REASONS.map((value) => ({
        value,
        label: t(`terms.dismissal.${value}`),
        hint: t(`case.dismissal.${value}.hint`),
      }))}
      moveFor={(dismissalReason) => ({ to: 'dismissed', dismissalReason })}
      onClose={onClose}
    />
  )
}

type Props<Reason extends string> = EndProps & {
  act: 'close' | 'dismiss'
  question: string
  first: Reason | null
  choices: readonly Choice<Reason>[]
  moveFor: (reason: Reason) => Parameters<ReturnType<typeof useMoveCase>['mutate']>[0]
}

function EndCaseDialog<Reason extends string>({ act, row, question, first, choices, moveFor, onClose }: Props<Reason>) {
  const move = useMoveCase(row)
  const [reason, setReason] = useState<Reason | null>(first)
  const [wasAsked, setWasAsked] = useState(false)
  const submit = () => {
    setWasAsked(true)
    if (reason) move.mutate(moveFor(reason), { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={<T id={`case.${act}Title`} values={{ reference: <Content>{row.reference}</Content> }} />}
      send={t(`case.${act}`)}
      onSend={submit}
      isPending={move.isPending}
      problem={<ActProblem error={move.error} />}
      onClose={onClose}
    >
      <p>
        <Content>{row.title}</Content>
      </p>
      <RadioInput
        label={question}
        value={reason}
        onChange={setReason}
        error={wasAsked && !reason ? t('case.fieldNeeded') : null}
        choices={choices}
      />
    </FormDialog>
  )
}
