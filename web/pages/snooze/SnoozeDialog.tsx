import type { SetSnooze } from '@hub/core/signal/snooze-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { detectionRulesQuery } from '../../data/detection-rules.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

type Props = { isPending: boolean; error: Error | null; onSnooze: (input: SetSnooze) => void; onClose: () => void }

/** A snooze with a time of one's own, for one rule, or with a word why. */
export function SnoozeDialog({ isPending, error, onSnooze, onClose }: Props) {
  const rules = useQuery(detectionRulesQuery).data?.rows ?? []
  const [until, setUntil] = useState('')
  const [ruleId, setRuleId] = useState('')
  const [note, setNote] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const submit = () => {
    const end = until === '' ? null : new Date(until)
    const isGood = end === null || end.getTime() > Date.now()
    setFault(isGood ? null : t('snooze.timeFault'))
    const rule = rules.find(({ id }) => id === ruleId)?.id ?? null
    if (isGood) onSnooze({ until: end?.toISOString() ?? null, ruleId: rule, note: note.trim() })
  }
  return (
    <FormDialog
      title={t('snooze.title')}
      send={t('snooze.send')}
      onSend={submit}
      isPending={isPending}
      problem={<ActProblem error={error} />}
      onClose={onClose}
    >
      <p className="secondary">{t('snooze.lead')}</p>
      <TextInput
        type="datetime-local"
        label={t('snooze.time')}
        hint={t('snooze.timeHint')}
        value={until}
        onChange={setUntil}
        error={fault}
        isOptional
        autoFocus
      />
      <SelectInput
        label={t('snooze.rule')}
        value={ruleId}
        onChange={setRuleId}
        choices={[
          { value: '', label: t('snooze.allRules') },
          ...rules.map(({ id, title }) => ({ value: id as string, label: title, isContent: true })),
        ]}
      />
      <TextInput label={t('snooze.note')} value={note} onChange={setNote} maxLength={500} isOptional />
    </FormDialog>
  )
}
