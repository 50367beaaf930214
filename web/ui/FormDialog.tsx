import { type FormEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'

import { t } from '../i18n/t.ts'
import { Button, type ButtonVariant } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { DiscardDialog } from './DiscardDialog.tsx'
import { useTypedText } from './typed-text.ts'
import { useSubmitKey } from './use-submit-key.ts'

type Props = {
  title: ReactNode
  children: ReactNode
  /** What the button that sends does; null while there is nothing to send. */
  send: string | null
  /** Judges the fields, shows their faults or sends. Never called while an answer is awaited. */
  onSend: () => void
  onClose: () => void
  isPending: boolean
  /** What the server said against it, under the fields and above the buttons. */
  problem?: ReactNode
  variant?: Extract<ButtonVariant, 'primary' | 'danger'>
  isWide?: boolean
  isDisabled?: boolean
  /** Why it cannot be sent now: the button stays reachable and says so. */
  disabledReason?: string | null
  /** Leads back to the step before, in place of closing. */
  back?: { label: string; onPress: () => void }
  /** A sentence beside the buttons. */
  note?: ReactNode
  /** Closing loses nothing: the caller keeps what is typed until it is sent. */
  isKept?: boolean
  /** Text that is not on the screen now would be lost as well. */
  hasMore?: boolean
}

/**
 * A dialog that asks for something and sends it. Enter sends (Ctrl Enter in a field of several lines), the first field at
 * fault gets the focus, and whatever would close it asks first where typed text would be lost.
 */
export function FormDialog(props: Props) {
  const { title, children, send, onSend, onClose, isPending, problem, isDisabled, disabledReason, isWide } = props
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const { leave, question } = useLeave(form, props)
  const [attempts, setAttempts] = useState(0)
  useEffect(() => {
    if (attempts > 0) focusFirstFault(form.current)
  }, [attempts])
  useSubmitKey(form)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (send === null || isPending || isDisabled || disabledReason) return
    onSend()
    setAttempts(attempts + 1)
  }
  return (
    <>
      <Dialog
        title={title}
        isOpen
        onClose={() => leave(onClose)}
        footer={<Buttons {...props} formId={formId} leave={leave} />}
        isWide={isWide ?? false}
      >
        <form ref={form} id={formId} className="FormStack" noValidate onSubmit={submit}>
          {children}
          {problem}
        </form>
      </Dialog>
      {question}
    </>
  )
}

type ButtonsProps = Props & { formId: string; leave: (go: () => void) => void }

function Buttons({
  formId,
  leave,
  note,
  back,
  onClose,
  send,
  variant = 'primary',
  isPending,
  isDisabled = false,
  disabledReason,
}: ButtonsProps) {
  return (
    <>
      {note}
      <Button onPress={() => leave(back?.onPress ?? onClose)}>
        {back?.label ?? t(send === null ? 'ui.close' : 'ui.cancel')}
      </Button>
      {send === null ? null : (
        <Button
          variant={variant}
          type="submit"
          form={formId}
          isPending={isPending}
          isDisabled={isDisabled}
          disabledReason={disabledReason}
        >
          {send}
        </Button>
      )}
    </>
  )
}

/** Goes at once where nothing would be lost, and otherwise asks first. */
function useLeave(form: RefObject<HTMLFormElement | null>, { isKept, hasMore }: Pick<Props, 'isKept' | 'hasMore'>) {
  const hasTyped = useTypedText(form)
  const [leaving, setLeaving] = useState<(() => void) | null>(null)
  const leave = (go: () => void) => {
    if (!isKept && (hasMore || hasTyped())) setLeaving(() => go)
    else go()
  }
  const question = leaving ? <DiscardDialog onDiscard={leaving} onKeep={() => setLeaving(null)} /> : null
  return { leave, question }
}

function focusFirstFault(form: HTMLFormElement | null): void {
  form
    ?.querySelector<HTMLElement>('.Field[data-invalid] :is(input, textarea, button):not([aria-hidden="true"] *)')
    ?.focus()
}
