import { type FormEvent, useId, useState } from 'react'

import { ApiProblem } from '../api-problem.ts'
import { setPassword } from '../data/sign-in.ts'
import { t } from '../i18n/t.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { toast } from '../ui/toasts.ts'
import { sayProblem } from './say-problem.ts'

const LENGTH_MIN = 12

/** The reader's own password. Those who came by a one-time link have none yet and leave the first field empty. */
export function SetPassword({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const formId = useId()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const close = () => {
    setCurrent('')
    setNext('')
    setFault(null)
    setProblem(null)
    onClose()
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    setFault(next.length < LENGTH_MIN ? t('frame.passwordTooShort', { count: LENGTH_MIN }) : null)
    if (next.length < LENGTH_MIN) return
    setIsSending(true)
    try {
      await setPassword(next, current)
      toast(t('frame.passwordSet'))
      close()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error.status === 400 || error.status === 409 ? t('frame.passwordRefused') : sayProblem(error))
    } finally {
      setIsSending(false)
    }
  }
  return (
    <Dialog
      title={t('frame.setPassword')}
      isOpen={isOpen}
      onClose={close}
      footer={
        <>
          <Button onPress={close}>{t('ui.cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} isPending={isSending}>
            {t('frame.setPassword')}
          </Button>
        </>
      }
    >
      <form id={formId} className="FormStack" onSubmit={(event) => void submit(event)}>
        {problem ? (
          <Notice tone="danger" role="alert">
            {problem}
          </Notice>
        ) : null}
        <PasswordFields current={current} onCurrent={setCurrent} next={next} onNext={setNext} fault={fault} />
      </form>
    </Dialog>
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
