import { caseTitleSchema } from '@hub/core/case/open-case.ts'
import type { CaseDetail } from '@hub/core/case/case-view.ts'
import { useState } from 'react'

import { isConflict } from '../../api-problem.ts'
import { editCase } from '../../data/case-acts.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { ConflictNotice } from '../../frame/ConflictNotice.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toasts.ts'

/** A better name for a case. */
export function RenameCaseDialog({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const [title, setTitle] = useState(detail.title)
  const [openedAt] = useState(detail.rowVersion)
  const [wasAsked, setWasAsked] = useState(false)
  const save = useAct(
    (expectedVersion: number) => editCase(detail.id, { title: title.trim(), expectedVersion }),
    caseKeys(detail.id),
  )
  const isNamed = caseTitleSchema.safeParse(title).success
  const submit = (version: number) => {
    setWasAsked(true)
    if (!isNamed) return
    save.mutate(version, {
      onSuccess: () => {
        toast(t('case.saved'))
        onClose()
      },
    })
  }
  return (
    <FormDialog
      title={<T id="case.renameTitle" values={{ reference: <Content>{detail.reference}</Content> }} />}
      send={t('ui.save')}
      onSend={() => submit(openedAt)}
      isPending={save.isPending}
      problem={
        isConflict(save.error) ? (
          <ConflictNotice
            theirs={<Content>{detail.title}</Content>}
            yours={<Content>{title}</Content>}
            onTakeTheirs={onClose}
            onSaveMine={() => submit(detail.rowVersion)}
          />
        ) : (
          <ActProblem error={save.error} />
        )
      }
      onClose={onClose}
    >
      <TextInput
        label={t('case.title')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        autoFocus
        error={wasAsked && !isNamed ? t('case.tooShort') : null}
      />
    </FormDialog>
  )
}
