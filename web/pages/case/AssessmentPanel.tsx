import './assessment.css'

import type { CaseDetail } from '@hub/core/case/case-view.ts'
import type { Assessment } from '@hub/core/resist/assessment.ts'
import { useState } from 'react'

import { assessCase } from '../../data/case-acts.ts'
import { useMay } from '../../data/session.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { toast } from '../../ui/toasts.ts'
import { type AssessmentDraft, EMPTY_ASSESSMENT, judgeAssessment } from './assessment-draft.ts'
import { AssessmentFields } from './AssessmentFields.tsx'
import { AssessmentReport } from './AssessmentReport.tsx'

/** The RESIST assessment: a form while it is made, a report once it is saved. */
export function AssessmentPanel({ detail }: { detail: CaseDetail }) {
  const may = useMay()
  const { assessment } = detail
  const [draft, setDraft] = useState<AssessmentDraft | null>(null)
  const begin = () => setDraft(assessment ? { ...EMPTY_ASSESSMENT, ...judgedParts(assessment) } : EMPTY_ASSESSMENT)
  const again =
    assessment && !draft && may('case.assess') ? (
      <Button variant="quiet" size="small" onPress={begin}>
        {t('case.reassess')}
      </Button>
    ) : null
  return (
    <Panel title={t('case.assessment')} aside={again}>
      {draft ? (
        <AssessmentForm caseId={detail.id} draft={draft} onChange={setDraft} onDone={() => setDraft(null)} />
      ) : assessment ? (
        <AssessmentReport assessment={assessment} />
      ) : (
        <div className="FormStack">
          <p className="secondary">{t('case.notAssessed')}</p>
          {may('case.assess') ? (
            <div className="FormActions">
              <Button onPress={begin}>{t('case.assess')}</Button>
            </div>
          ) : null}
        </div>
      )}
    </Panel>
  )
}

function judgedParts({
  opinionGate,
  firstFlags,
  reach,
  impacts,
  confidence,
  basis,
  priority,
}: Assessment): AssessmentDraft {
  return { opinionGate, firstFlags, reach, impacts, confidence, basis, priority }
}

type FormProps = {
  caseId: string
  draft: AssessmentDraft
  onChange: (draft: AssessmentDraft) => void
  onDone: () => void
}

function AssessmentForm({ caseId, draft, onChange, onDone }: FormProps) {
  const [wasAsked, setWasAsked] = useState(false)
  const verdict = judgeAssessment(draft)
  const save = useAct((assessment: Assessment) => assessCase(caseId, assessment), caseKeys(caseId))
  const submit = () => {
    setWasAsked(true)
    if (!verdict.ok) return
    save.mutate(verdict.assessment, {
      onSuccess: () => {
        toast(t('case.saved'))
        onDone()
      },
    })
  }
  return (
    <div className="FormStack">
      <AssessmentFields draft={draft} onChange={onChange} faults={wasAsked && !verdict.ok ? verdict.faults : []} />
      <ActProblem error={save.error} />
      <div className="FormActions">
        <Button variant="primary" onPress={submit} isPending={save.isPending}>
          {t('case.saveAssessment')}
        </Button>
        <Button onPress={onDone}>{t('ui.cancel')}</Button>
      </div>
    </div>
  )
}
