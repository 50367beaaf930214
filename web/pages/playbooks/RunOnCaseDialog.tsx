import type { PlaybookDetail } from '@hub/core/playbook/playbook-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

import { casesQuery } from '../../data/cases.ts'
import { startRun } from '../../data/runs.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { ComboInput } from '../../ui/ComboInput.tsx'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { toast } from '../../ui/toasts.ts'
import { isInScope } from '../board/filter-cases.ts'

/** Starts a playbook on one of the open cases and goes there. */
export function RunOnCaseDialog({ playbook, onClose }: { playbook: PlaybookDetail; onClose: () => void }) {
  const navigate = useNavigate()
  const cases = useQuery(casesQuery({}))
  const [caseId, setCaseId] = useState<string | null>(null)
  const [wasAsked, setWasAsked] = useState(false)
  const run = useAct((id: string) => startRun(id, playbook.slug), [['case'], ['cases']])
  const open = (cases.data?.rows ?? []).filter((row) => isInScope(row, 'open'))
  const submit = () => {
    setWasAsked(true)
    const chosen = open.find(({ id }) => id === caseId)
    if (!chosen) return
    run.mutate(chosen.id, {
      onSuccess: () => {
        toast(t('playbooks.running', { title: playbook.title, reference: chosen.reference }))
        void navigate({ to: '/cases/$caseId', params: { caseId: chosen.id } })
      },
    })
  }
  return (
    <FormDialog
      title={t('playbooks.runTitle')}
      send={t('playbooks.runSend')}
      onSend={submit}
      isPending={run.isPending}
      problem={<ActProblem error={run.error} />}
      onClose={onClose}
    >
      <p>
        <Content language={playbook.language}>{playbook.title}</Content>
      </p>
      <QueryPart query={cases}>
        {() =>
          open.length === 0 ? (
            <p>{t('playbooks.runNone')}</p>
          ) : (
            <ComboInput
              label={t('playbooks.runCase')}
              hint={t('playbooks.runHint')}
              value={caseId}
              onChange={setCaseId}
              error={wasAsked && !caseId ? t('playbooks.runChoose') : null}
              choices={open.map((row) => ({
                value: row.id as string,
                label: `${row.reference} ${row.title}`,
                isContent: true,
              }))}
            />
          )
        }
      </QueryPart>
    </FormDialog>
  )
}
