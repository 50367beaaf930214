import './assessment.css'

import {
  CONFIDENCES,
  FIRST_FLAGS,
  IMPACT_AREAS,
  OPINION_GATES,
  PRIORITIES,
  REACH_LEVELS,
} from '@hub/core/resist/assessment.ts'

import { t } from '../../i18n/t.ts'
import { RadioInput } from '../../ui/RadioInput.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { type AssessmentDraft, type AssessmentFault, suggestedPriority, toggled } from './assessment-draft.ts'
import { TickGroup } from './TickGroup.tsx'

type Props = { draft: AssessmentDraft; onChange: (draft: AssessmentDraft) => void; faults: readonly AssessmentFault[] }

/** The RESIST assessment as a compact form: the opinion gate first, the priority last. */
export function AssessmentFields({ draft, onChange, faults }: Props) {
  const set = (part: Partial<AssessmentDraft>) => onChange({ ...draft, ...part })
  const suggested = suggestedPriority(draft)
  const missing = (field: AssessmentFault) => (faults.includes(field) ? t('case.fieldNeeded') : null)
  return (
    <div className="FormStack">
      <RadioInput
        label={t('case.gate')}
        hint={t('case.gateHint')}
        value={draft.opinionGate}
        onChange={(opinionGate) => set({ opinionGate })}
        error={missing('opinionGate')}
        choices={OPINION_GATES.map((value) => ({ value, label: t(`case.gate.${value}`) }))}
      />
      <TickGroup
        label={t('case.first')}
        hint={t('case.firstHint')}
        ticks={FIRST_FLAGS.map((value) => ({
          value,
          label: t(`case.first.${value}`),
          hint: t(`case.first.${value}.hint`),
        }))}
        chosen={draft.firstFlags}
        onToggle={(flag) => set({ firstFlags: toggled(FIRST_FLAGS, draft.firstFlags, flag) })}
      />
      <TickGroup
        label={t('case.impacts')}
        ticks={IMPACT_AREAS.map((value) => ({ value, label: t(`case.impact.${value}`) }))}
        chosen={draft.impacts}
        onToggle={(area) => set({ impacts: toggled(IMPACT_AREAS, draft.impacts, area) })}
      />
      <div className="Assessment-pair">
        <SelectInput
          label={t('case.reach')}
          value={draft.reach}
          onChange={(reach) => set({ reach })}
          error={missing('reach')}
          choices={REACH_LEVELS.map((value) => ({ value, label: t(`case.reach.${value}`) }))}
        />
        <SelectInput
          label={t('case.confidence')}
          value={draft.confidence}
          onChange={(confidence) => set({ confidence })}
          error={missing('confidence')}
          choices={CONFIDENCES.map((value) => ({ value, label: t(`case.level.${value}`) }))}
        />
      </div>
      <TextInput
        label={t('case.basis')}
        hint={t('case.basisHint')}
        value={draft.basis}
        onChange={(basis) => set({ basis })}
        isMultiline
        maxLength={4000}
        error={faults.includes('basis') ? t('case.fieldText') : null}
      />
      <SelectInput
        label={t('case.priority')}
        value={draft.priority ?? suggested ?? null}
        onChange={(priority) => set({ priority })}
        choices={PRIORITIES.map((value) => ({ value, label: t(`case.level.${value}`) }))}
        {...(suggested ? { hint: t('case.prioritySuggested', { level: t(`case.level.${suggested}`) }) } : {})}
      />
    </div>
  )
}
