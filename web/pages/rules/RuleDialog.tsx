import type { RuleInput, RuleView } from '@hub/core/signal/rule-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { isConflict } from '../../api-problem.ts'
import { addDetectionRule, detectionRulesQuery, editDetectionRule } from '../../data/detection-rules.ts'
import { useMay } from '../../data/session.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { ConflictNotice } from '../../frame/ConflictNotice.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { toast } from '../../ui/toasts.ts'
import { formOf, judgeForm, type RuleForm, toRehearse } from './rule-form.ts'
import { RuleFields } from './RuleFields.tsx'
import { RuleRehearsal } from './RuleRehearsal.tsx'

/**
 * A rule being written, with its rehearsal beside it. Whoever may not save a rule may try one out.
 */
export function RuleDialog({ rule, onClose }: { rule: RuleView | null; onClose: () => void }) {
  const may = useMay()
  const [form, setForm] = useState(() => formOf(rule))
  const [wasAsked, setWasAsked] = useState(false)
  const verdict = judgeForm(form)
  const faults = wasAsked && !verdict.ok ? verdict.faults : []
  const latest = useQuery(detectionRulesQuery).data?.rows.find(({ id }) => id === rule?.id)
  const canSave = may('rule.manage')
  const save = useAct(
    ({ input, version }: { input: RuleInput; version: number | null }) =>
      rule && version !== null ? editDetectionRule(rule.id, input, version) : addDetectionRule(input),
    [['detection-rules']],
  )
  const submit = (version: number | null) => {
    setWasAsked(true)
    if (!verdict.ok) return
    save.mutate(
      { input: verdict.rule, version },
      {
        onSuccess: () => {
          toast(t('rules.saved'))
          onClose()
        },
      },
    )
  }
  const draft = toRehearse(form)
  const isStale = isConflict(save.error) && save.error.problem.code === 'stale_version' && latest
  return (
    <FormDialog
      title={t(rule ? (canSave ? 'rules.editTitle' : 'rules.tryTitle') : 'rules.addTitle')}
      send={canSave ? t(rule ? 'ui.save' : 'rules.add') : null}
      onSend={() => submit(rule?.rowVersion ?? null)}
      isPending={save.isPending}
      problem={
        isStale ? (
          <ConflictNotice
            theirs={<Version form={formOf(latest)} />}
            yours={<Version form={form} />}
            onTakeTheirs={onClose}
            onSaveMine={() => submit(latest.rowVersion)}
          />
        ) : (
          <ActProblem error={save.error} />
        )
      }
      onClose={onClose}
      isWide
    >
      <div className="RuleEditor">
        <RuleFields form={form} onChange={setForm} faults={faults} isNew={rule === null} />
        {may('narrative.read') ? (
          <RuleRehearsal asked={draft && { rule: draft, ...(rule ? { id: rule.id } : {}) }} />
        ) : null}
      </div>
    </FormDialog>
  )
}

function Version({ form }: { form: RuleForm }) {
  const { title, terms, languages, minPublishers, minItems, minZ } = form
  return <Content>{[title, terms, languages, minPublishers, minItems, minZ].filter(Boolean).join(' · ')}</Content>
}
