import type { CaseState } from '@hub/core/case/case-state.ts'
import type { Assessment } from '@hub/core/resist/assessment.ts'
import { useState } from 'react'

import { assessCase, moveCase } from '../../data/case-acts.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { toast } from '../../ui/toasts.ts'
import { type AssessmentDraft, EMPTY_ASSESSMENT, judgeAssessment } from './assessment-draft.ts'
import { AssessmentFields } from './AssessmentFields.tsx'
import type { MovableCase } from './use-move-case.ts'

type Props = {
  row: MovableCase
  /** Where the case goes once it is assessed. */
  moveTo: CaseState
  onClose: () => void
  /** It turned out to be a plain opinion: it can only be dismissed. */
  onOpinion: () => void
}

/** The assessment a move asks for, and the move after it. */
export function AssessDialog({ row, moveTo, onClose, onOpinion }: Props) {
  const [draft, setDraft] = useState<AssessmentDraft>(EMPTY_ASSESSMENT)
  const [wasAsked, setWasAsked] = useState(false)
  const verdict = judgeAssessment(draft)
  const act = useAct(async (assessment: Assessment) => {
    await assessCase(row.id, assessment)
    if (assessment.opinionGate === 'opinion') return false
    await moveCase(row.id, { to: moveTo })
    toast(t('case.moved', { reference: row.reference, state: t(`case.state.${moveTo}`) }))
    return true
  }, caseKeys(row.id))
  const submit = () => {
    setWasAsked(true)
    if (verdict.ok) act.mutate(verdict.assessment, { onSuccess: (hasMoved) => (hasMoved ? onClose() : onOpinion()) })
  }
  const isOpinion = draft.opinionGate === 'opinion'
  return (
    <FormDialog
      title={<T id="case.assessTitle" values={{ reference: <Content>{row.reference}</Content> }} />}
      send={isOpinion ? t('case.saveAssessment') : t('case.assessAndMove', { state: t(`case.state.${moveTo}`) })}
      onSend={submit}
      isPending={act.isPending}
      problem={<ActProblem error={act.error} />}
      onClose={onClose}

      isWide
    >
      <p>
        <Content>{row.title}</Content>
      </p>
      <p className="secondary">{t(isOpinion ? 'case.judgedOpinion' : 'case.assessFirst')}</p>
      <AssessmentFields draft={draft} onChange={setDraft} faults={wasAsked && !verdict.ok ? verdict.faults : []} />
    </FormDialog>
  )
}
