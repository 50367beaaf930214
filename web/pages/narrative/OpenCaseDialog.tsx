import type { Severity } from '@hub/core/resist/assessment.ts'
import { SEVERITIES } from '@hub/core/resist/assessment.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { openCase } from '../../data/cases.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { RadioInput } from '../../ui/RadioInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

type Props = {
  isOpen: boolean
  onClose: () => void
  narrative: { id: string; title: string; severity: Severity | null }
  alertId?: string
  /** What happens once it stands: by default the reader goes to the case. */
  onOpened?: (caseId: string) => void
}

/** Opens a case from a narrative: a name, an urgency, a sentence. The coordination unit sees it at once. */
export function OpenCaseDialog(props: Props) {
  return props.isOpen ? <OpenCaseForm {...props} /> : null
}

function OpenCaseForm({ onClose, narrative, alertId, onOpened }: Props) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [title, setTitle] = useState(narrative.title)
  const [severity, setSeverity] = useState<Severity>(narrative.severity ?? 'S3')
  const [summary, setSummary] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const open = useMutation({
    mutationFn: openCase,
    onSuccess: ({ id }) => {
      for (const key of ['situation', 'triage', 'cases', 'narrative', 'narratives'])
        void client.invalidateQueries({ queryKey: [key] })
      onClose()
      if (onOpened) onOpened(id)
      else void navigate({ to: '/cases/$caseId', params: { caseId: id } })
    },
  })
  const submit = () => {
    const isNamed = title.trim().length >= 3
    setFault(isNamed ? null : t('narratives.caseTitleMissing'))
    if (isNamed)
      open.mutate({
        title: title.trim(),
        severity,
        summary: summary.trim(),
        narrativeId: narrative.id,
        ...(alertId ? { alertId } : {}),
      })
  }
  return (
    <FormDialog
      title={t('narratives.openCase')}
      send={t('narratives.openCase')}
      onSend={submit}
      isPending={open.isPending}
      problem={<ActProblem error={open.error} />}
      onClose={onClose}
      isWide
    >
      <TextInput
        label={t('narratives.caseTitle')}
        value={title}
        onChange={setTitle}
        error={fault}
        maxLength={200}
        autoFocus
      />
      <RadioInput
        label={t('narratives.caseSeverity')}
        hint={t('narratives.caseSeverityHint')}
        value={severity}
        onChange={setSeverity}
        choices={SEVERITIES.map((value) => ({
          value,
          label: t(`terms.severity.${value}`),
          hint: t(`narratives.severityHint.${value}`),
        }))}
      />
      <TextInput label={t('narratives.caseSummary')} value={summary} onChange={setSummary} isMultiline isOptional />
    </FormDialog>
  )
}
