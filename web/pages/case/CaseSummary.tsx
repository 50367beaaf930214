import { caseSummarySchema } from '@hub/core/case/open-case.ts'
import type { CaseDetail } from '@hub/core/case/case-view.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { isConflict } from '../../api-problem.ts'
import { editCase } from '../../data/case-acts.ts'
import { useMay } from '../../data/session.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { ConflictNotice } from '../../frame/ConflictNotice.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toasts.ts'
import { useStoredText } from './use-stored-text.ts'

/** What the case is about, in a few sentences of people. What is typed survives a reload and a conflict. */
export function CaseSummary({ detail }: { detail: CaseDetail }) {
  const may = useMay()
  const [draft, setDraft] = useStoredText(`hub.draft.summary.${detail.id}`)
  const isEditing = draft !== null
  const edit = may('case.triage') ? (
    <Button variant="quiet" size="small" onPress={() => setDraft(detail.summary)}>
      {t('case.editSummary')}
    </Button>
  ) : null
  return (
    <Panel title={t('case.summary')} aside={isEditing ? null : edit}>
      {isEditing ? (
        <SummaryForm detail={detail} draft={draft} onChange={setDraft} onDone={() => setDraft(null)} />
      ) : detail.summary ? (
        <p className="CaseText">
          <Content>{detail.summary}</Content>
        </p>
      ) : (
        <p className="secondary">{t('case.noSummary')}</p>
      )}
    </Panel>
  )
}

type FormProps = { detail: CaseDetail; draft: string; onChange: (text: string) => void; onDone: () => void }

function SummaryForm({ detail, draft, onChange, onDone }: FormProps) {
  const client = useQueryClient()
  // The version the draft began from: a save over a newer one is a conflict, even when the page has refetched since.
  const [openedAt, setOpenedAt] = useState(detail.rowVersion)
  const save = useAct(
    (version: number) => editCase(detail.id, { summary: draft, expectedVersion: version }),
    caseKeys(detail.id),
  )
  const isStale = isConflict(save.error)
  const isTooLong = !caseSummarySchema.safeParse(draft).success
  const submit = (version: number) =>
    save.mutate(version, {
      onSuccess: () => {
        toast(t('case.saved'))
        onDone()
      },
      onError: () => void client.invalidateQueries({ queryKey: ['case', detail.id] }),
    })
  return (
    <div className="FormStack">
      <TextInput
        label={t('case.summary')}
        value={draft}
        onChange={onChange}
        isMultiline
        autoFocus
        error={isTooLong ? t('case.composeFault.too_long') : null}
      />
      {isStale ? (
        <ConflictNotice
          theirs={<Content>{detail.summary}</Content>}
          yours={<Content>{draft}</Content>}
          onTakeTheirs={onDone}
          onSaveMine={() => {
            setOpenedAt(detail.rowVersion)
            submit(detail.rowVersion)
          }}
        />
      ) : (
        <ActProblem error={save.error} />
      )}
      <div className="FormActions">
        <Button variant="primary" isPending={save.isPending} isDisabled={isTooLong} onPress={() => submit(openedAt)}>
          {t('ui.save')}
        </Button>
        <Button onPress={onDone}>{t('ui.cancel')}</Button>
      </div>
    </div>
  )
}
