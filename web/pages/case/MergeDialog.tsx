import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { caseIdSchema } from '@hub/core/ids.ts'

import { casesQuery } from '../../data/cases.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { ComboInput } from '../../ui/ComboInput.tsx'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { isInScope } from '../board/filter-cases.ts'
import { type MovableCase, useMoveCase } from './use-move-case.ts'

/** Joins a case with another one that tells the same story. */
export function MergeDialog({ row, onClose }: { row: MovableCase; onClose: () => void }) {
  const move = useMoveCase(row)
  const cases = useQuery(casesQuery({}))
  const [target, setTarget] = useState<string | null>(null)
  const [wasAsked, setWasAsked] = useState(false)
  const others = (cases.data?.rows ?? []).filter((other) => other.id !== row.id && isInScope(other, 'open'))
  const submit = () => {
    setWasAsked(true)
    const into = caseIdSchema.safeParse(target)
    if (into.success)
      move.mutate({ to: 'merged', mergedInto: into.data, expectedVersion: row.rowVersion }, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={<T id="case.mergeTitle" values={{ reference: <Content>{row.reference}</Content> }} />}
      send={t('case.merge')}
      onSend={submit}
      isPending={move.isPending}
      variant="danger"
      problem={<ActProblem error={move.error} />}
      onClose={onClose}
    >
      <p>
        <Content>{row.title}</Content>
      </p>
      {cases.data ? (
        <ComboInput
          label={t('case.mergeInto')}
          value={target}
          onChange={setTarget}
          hint={t('case.mergeHint')}
          error={wasAsked && !target ? t('case.fieldNeeded') : null}
          choices={others.map((other) => ({
            value: other.id as string,
            label: `${other.reference} ${other.title}`,
            isContent: true,
          }))}
        />
      ) : null}
    </FormDialog>
  )
}
