import { useState } from 'react'

import { placeHold } from '../../data/retention.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toasts.ts'
import { heldObject } from './held-object.ts'

const REASON_MIN = 10

/** Holds what a page of the hub shows: its address says what that is. */
export function PlaceHoldDialog({ onClose }: { onClose: () => void }) {
  const [address, setAddress] = useState('')
  const [reason, setReason] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const found = heldObject(address)
  const isReason = reason.trim().length >= REASON_MIN
  const place = useAct(
    (object: NonNullable<typeof found>) => placeHold({ ...object, reason: reason.trim() }),
    [['holds'], ['retention']],
  )
  const submit = () => {
    setWasAsked(true)
    if (!found || !isReason) return
    place.mutate(found, {
      onSuccess: () => {
        toast(t('retention.placed'))
        onClose()
      },
    })
  }
  return (
    <FormDialog
      title={t('retention.placeTitle')}
      send={t('retention.place')}
      onSend={submit}
      isPending={place.isPending}
      problem={<ActProblem error={place.error} />}
      onClose={onClose}
    >
      <p>{t('retention.placeSays')}</p>
      <div className="FormStack">
        <TextInput
          label={t('retention.address')}
          hint={t('retention.addressHint')}
          value={address}
          onChange={setAddress}
          autoFocus
          error={wasAsked && !found ? t('retention.addressFault') : null}
        />
        <TextInput
          label={t('retention.reason')}
          hint={t('retention.reasonHint')}
          value={reason}
          onChange={setReason}
          isMultiline
          maxLength={4000}
          error={wasAsked && !isReason ? t('retention.reasonFault') : null}
        />
      </div>
    </FormDialog>
  )
}
