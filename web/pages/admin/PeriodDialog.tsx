import type { RetentionView } from '@hub/core/retention/purge-view.ts'
import { useState } from 'react'

import { changeRetention } from '../../data/retention.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toasts.ts'

const REASON_MIN = 10

/** Sets one period, with the reason that the audit record keeps. */
export function PeriodDialog({ period, onClose }: { period: RetentionView['periods'][number]; onClose: () => void }) {
  const [days, setDays] = useState(String(period.days))
  const [reason, setReason] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const change = useAct(
    () => changeRetention({ period: period.period, days: Number(days), reason: reason.trim() }),
    [['retention']],
  )
  const isNumber = /^\d+$/.test(days) && Number(days) >= 1 && Number(days) <= period.longestDays
  const isReason = reason.trim().length >= REASON_MIN
  const submit = () => {
    setWasAsked(true)
    if (!isNumber || !isReason) return
    change.mutate(undefined, {
      onSuccess: () => {
        toast(t('retention.changed'))
        onClose()
      },
    })
  }
  return (
    <FormDialog
      title={t(`retention.period.${period.period}`)}
      send={t('retention.save')}
      onSend={submit}
      isPending={change.isPending}
      problem={<ActProblem error={change.error} />}
      onClose={onClose}
    >
      <div className="FormStack">
        <TextInput
          label={t('retention.days')}
          hint={t('retention.daysHint', { usual: period.usualDays, longest: period.longestDays })}
          type="number"
          value={days}
          onChange={setDays}
          autoFocus
          error={wasAsked && !isNumber ? t('retention.daysFault', { longest: period.longestDays }) : null}
        />
        <TextInput
          label={t('retention.reason')}
          hint={t('retention.reasonHint')}
          value={reason}
          onChange={setReason}
          isMultiline
          maxLength={2000}
          error={wasAsked && !isReason ? t('retention.reasonFault') : null}
        />
      </div>
    </FormDialog>
  )
}
