import { type ReactNode, useState } from 'react'

import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

type Props = {
  title: ReactNode
  /** The question. */
  label: string
  /** What the button does. */
  send: string
  onSend: (reason: string) => void
  onClose: () => void
  isPending: boolean
  error: Error | null
  isDanger?: boolean
  hint?: string
  lengthMax?: number
}

/** Asks for a reason in a sentence, and for nothing else. */
export function ReasonDialog({
  title,
  label,
  send,
  onSend,
  onClose,
  isPending,
  error,
  isDanger,
  hint,
  lengthMax = 400,
}: Props) {
  const [reason, setReason] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const submit = () => {
    setWasAsked(true)
    if (reason.trim()) onSend(reason.trim())
  }
  return (
    <FormDialog
      title={title}
      send={send}
      onSend={submit}
      isPending={isPending}
      variant={isDanger ? 'danger' : 'primary'}
      problem={<ActProblem error={error} />}
      onClose={onClose}
    >
      <TextInput
        label={label}
        value={reason}
        onChange={setReason}
        isMultiline
        autoFocus
        maxLength={lengthMax}
        error={wasAsked && !reason.trim() ? t('case.reasonNeeded') : null}
        {...(hint ? { hint } : {})}
      />
    </FormDialog>
  )
}
