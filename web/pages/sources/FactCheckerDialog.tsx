import type { SourceChange } from '@hub/core/source/change-sources.ts'
import { useState } from 'react'

import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { RadioInput } from '../../ui/RadioInput.tsx'

type Props = {
  count: number
  isPending: boolean
  error: Error | null
  onSend: (change: SourceChange) => void
  onClose: () => void
}

const ACTS = ['mark_fact_checker', 'unmark_fact_checker'] as const

/** Marks the chosen sources as fact-checkers, or takes the mark away. */
export function FactCheckerDialog({ count, isPending, error, onSend, onClose }: Props) {
  const [act, setAct] = useState<(typeof ACTS)[number]>('mark_fact_checker')
  return (
    <FormDialog
      title={t('sources.factCheckerTitle', { count })}
      send={t('ui.save')}
      onSend={() => onSend({ act })}
      isPending={isPending}
      problem={<ActProblem error={error} />}
      onClose={onClose}
    >
      <RadioInput
        label={t('sources.factCheckerWhat')}
        value={act}
        onChange={setAct}
        choices={ACTS.map((value) => ({
          value,
          label: t(`sources.way.${value}`),
          hint: t(`sources.wayHint.${value}`),
        }))}
      />
    </FormDialog>
  )
}
