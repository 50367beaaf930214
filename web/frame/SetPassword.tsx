import { useState } from 'react'

import { ApiProblem } from '../api-problem.ts'
import { setPassword } from '../data/sign-in.ts'
import { t } from '../i18n/t.ts'
import { FormDialog } from '../ui/FormDialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { toast } from '../ui/toasts.ts'
import { sayProblem } from './say-problem.ts'

const LENGTH_MIN = 12

/** The reader's own password. Those who came by a one-time link have none yet and leave the first field empty. */
export function SetPassword({ onClose }: { onClose: () => void }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async () => {
    setProblem(null)
    setFault(next.length < LENGTH_MIN ? t('frame.passwordTooShort', { count: LENGTH_MIN }) : null)
    if (next.length < LENGTH_MIN) return
    setIsSending(true)
    try {
      await setPassword(next, current)
      toast(t('frame.passwordSet'))
      onClose()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error.status === 400 || error.status === 409 ? t('frame.passwordRefused') : sayProblem(error))
    } finally {
      setIsSending(false)
    }
  }
  return (
    <FormDialog
      title={t('frame.setPassword')}
      send={t('frame.setPassword')}
      onSend={() => void submit()}
      isPending={isSending}
      problem={
        problem ? (
          <Notice tone="danger" role="alert">
            {problem}
          </Notice>
        ) : null
      }
      onClose={onClose}
    >
      <PasswordFields current={current} onCurrent={setCurrent} next={next} onNext={setNext} fault={fault} />
    </FormDialog>
  )
}

type FieldsProps = {
  current: string
  onCurrent: (value: string) => void
  next: string
  onNext: (value: string) => void
  fault: string | null
}

function PasswordFields({ current, onCurrent, next, onNext, fault }: FieldsProps) {
  return (
    <>
      <TextInput
        label={t('frame.currentPassword')}
        hint={t('frame.currentPasswordHint')}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={onCurrent}
        isOptional
      />
      <TextInput
        label={t('frame.newPassword')}
        hint={t('frame.newPasswordHint', { count: LENGTH_MIN })}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={onNext}
        error={fault}
      />
    </>
  )
}
