import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { casesQuery, linkNarrative } from '../../data/cases.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { ComboInput } from '../../ui/ComboInput.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'

const OPEN_STATES = new Set(['new', 'triaged', 'active', 'monitoring'])

type Props = { isOpen: boolean; onClose: () => void; narrativeId: string; onLinked: () => void }

/** Links a narrative to a case that is already being worked on. */
export function LinkCaseDialog(props: Props) {
  return props.isOpen ? <LinkCaseForm {...props} /> : null
}

function LinkCaseForm({ onClose, narrativeId, onLinked }: Props) {
  const client = useQueryClient()
  const cases = useQuery(casesQuery({}))
  const [caseId, setCaseId] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const link = useMutation({
    mutationFn: (id: string) => linkNarrative(id, narrativeId),
    onSuccess: () => {
      for (const key of ['case', 'cases', 'narrative']) void client.invalidateQueries({ queryKey: [key] })
      onClose()
      onLinked()
    },
  })
  const open = cases.data?.rows.filter(({ state }) => OPEN_STATES.has(state)) ?? []
  const submit = () => {
    setFault(caseId ? null : t('narratives.linkCaseMissing'))
    if (caseId) link.mutate(caseId)
  }
  return (
    <FormDialog
      title={t('narratives.linkCase')}
      send={open.length > 0 ? t('narratives.link') : null}
      onSend={submit}
      isPending={link.isPending}
      problem={<ActProblem error={link.error} />}
      onClose={onClose}
    >
      <QueryPart query={cases}>
        {() =>
          open.length === 0 ? (
            <p>{t('narratives.noOpenCase')}</p>
          ) : (
            <ComboInput
              label={t('narratives.whichCase')}
              value={caseId}
              onChange={setCaseId}
              error={fault}
              choices={open.map(({ id, reference, title }) => ({
                value: String(id),
                label: `${reference} ${title}`,
                isContent: true,
              }))}
              autoFocus
            />
          )
        }
      </QueryPart>
    </FormDialog>
  )
}
