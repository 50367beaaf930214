import { type FormEvent, useState } from 'react'

import { useSession } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ComboInput } from '../../ui/ComboInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

type Props = {
  ownUnitId: string
  isSending: boolean
  onCancel: () => void
  onDecline: (reason: string, suggestedUnitId: string | null) => void
}

/** Why a unit declines, and who should have it instead. */
export function DeclineForm({ ownUnitId, isSending, onCancel, onDecline }: Props) {
  const { units } = useSession()
  const [reason, setReason] = useState('')
  const [unitId, setUnitId] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const choices = units
    .filter(({ id }) => id !== ownUnitId)
    .map(({ id, name }) => ({ value: String(id), label: name, isContent: true }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setFault(reason.trim().length < 3 ? t('situation.declineReasonMissing') : null)
    if (reason.trim().length >= 3) onDecline(reason.trim(), unitId)
  }
  return (
    <form className="FormStack" onSubmit={submit}>
      <TextInput
        label={t('situation.declineReason')}
        hint={t('situation.declineReasonHint')}
        value={reason}
        onChange={setReason}
        error={fault}
        maxLength={400}
        autoFocus
      />
      <ComboInput label={t('situation.declineUnit')} value={unitId} onChange={setUnitId} choices={choices} isOptional />
      <div className="FormActions">
        <Button variant="primary" type="submit" isPending={isSending}>
          {t('situation.declineSend')}
        </Button>
        <Button onPress={onCancel}>{t('ui.cancel')}</Button>
      </div>
    </form>
  )
}
