import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

import { casesQuery, linkNarrative } from '../../data/cases.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { sayProblem } from '../../frame/say-problem.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ComboInput } from '../../ui/ComboInput.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'

const OPEN_STATES = new Set(['new', 'triaged', 'active', 'monitoring'])

type Props = { isOpen: boolean; onClose: () => void; narrativeId: string; onLinked: () => void }

/** Links a narrative to a case that is already being worked on. */
export function LinkCaseDialog(props: Props) {
  return (
    <Dialog title={t('narratives.linkCase')} isOpen={props.isOpen} onClose={props.onClose}>
      <LinkCaseForm {...props} />
    </Dialog>
  )
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
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setFault(caseId ? null : t('narratives.linkCaseMissing'))
    if (caseId) link.mutate(caseId)
  }
  return (
    <QueryPart query={cases}>
      {({ rows }) => {
        const open = rows.filter(({ state }) => OPEN_STATES.has(state))
        if (open.length === 0) return <p>{t('narratives.noOpenCase')}</p>
        return (
          <form className="FormStack" onSubmit={submit}>
            {link.error ? (
              <Notice tone="danger" role="alert">
                {sayProblem(link.error)}
              </Notice>
            ) : null}
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
            <div className="FormActions">
              <Button variant="primary" type="submit" isPending={link.isPending}>
                {t('narratives.link')}
              </Button>
              <Button onPress={onClose}>{t('ui.cancel')}</Button>
            </div>
          </form>
        )
      }}
    </QueryPart>
  )
}
