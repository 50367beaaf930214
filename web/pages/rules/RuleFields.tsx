import { RULE_KINDS } from '@hub/core/signal/detection-rule.ts'

import { t } from '../../i18n/t.ts'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { type RuleForm, type RuleFormField, SEVERITY_CHOICES } from './rule-form.ts'

type Props = {
  form: RuleForm
  onChange: (form: RuleForm) => void
  faults: readonly RuleFormField[]
  /** The kind of a rule is chosen once. */
  isNew: boolean
}

/** What a rule looks for, when it is enough, and how urgent that is. */
export function RuleFields({ form, onChange, faults, isNew }: Props) {
  const set = (part: Partial<RuleForm>) => onChange({ ...form, ...part })
  const faultOf = (field: RuleFormField) => (faults.includes(field) ? t(`rules.fault.${field}`) : null)
  const { kind } = form
  return (
    <div className="FormStack">
      {isNew ? (
        <SelectInput
          label={t('rules.kindLabel')}
          value={kind}
          onChange={(value) => set({ kind: value })}
          choices={RULE_KINDS.map((value) => ({ value, label: t(`rules.kind.${value}`) }))}
          hint={t(`rules.kindHint.${kind}`)}
        />
      ) : (
        <p className="secondary">{t(`rules.kindHint.${kind}`)}</p>
      )}
      <TextInput
        label={t('rules.title')}
        value={form.title}
        onChange={(title) => set({ title })}
        error={faultOf('title')}
        maxLength={160}
        autoFocus
      />
      {kind === 'keyword' ? <TermFields form={form} set={set} faultOf={faultOf} /> : null}
      <Limits form={form} set={set} faultOf={faultOf} />
      <TextInput
        label={t('rules.languages')}
        hint={t('rules.languagesHint')}
        value={form.languages}
        onChange={(languages) => set({ languages })}
        error={faultOf('languages')}
        isOptional
      />
      <SelectInput
        label={t('rules.severity')}
        value={form.severity}
        onChange={(severity) => set({ severity })}
        choices={SEVERITY_CHOICES.map((value) => ({
          value,
          label: value === 'by_numbers' ? t('rules.byNumbers') : t(`terms.severity.${value}`),
        }))}
      />
      <CheckInput isSelected={form.enabled} onChange={(enabled) => set({ enabled })}>
        {t('rules.enabled')}
      </CheckInput>
    </div>
  )
}

type PartProps = {
  form: RuleForm
  set: (part: Partial<RuleForm>) => void
  faultOf: (field: RuleFormField) => string | null
}

function TermFields({ form, set, faultOf }: PartProps) {
  return (
    <>
      <TextInput
        label={t('rules.terms')}
        hint={t('rules.termsHint')}
        value={form.terms}
        onChange={(terms) => set({ terms })}
        error={faultOf('terms')}
        isMultiline
      />
      <TextInput
        label={t('rules.exclusions')}
        value={form.exclusions}
        onChange={(exclusions) => set({ exclusions })}
        error={faultOf('exclusions')}
        isMultiline
        isOptional
      />
      <TextInput
        label={t('rules.termReason')}
        hint={t('rules.termReasonHint')}
        value={form.termReason}
        onChange={(termReason) => set({ termReason })}
        error={faultOf('termReason')}
        maxLength={500}
        isOptional
      />
    </>
  )
}

function Limits({ form, set, faultOf }: PartProps) {
  const { kind } = form
  return (
    <div className="RuleLimits">
      <TextInput
        type="number"
        label={t('rules.minPublishers')}
        value={form.minPublishers}
        onChange={(minPublishers) => set({ minPublishers })}
        error={faultOf('minPublishers')}
      />
      {kind === 'growth' || kind === 'keyword' ? (
        <TextInput
          type="number"
          label={t('rules.minItems')}
          value={form.minItems}
          onChange={(minItems) => set({ minItems })}
          error={faultOf('minItems')}
        />
      ) : null}
      {kind === 'growth' ? (
        <TextInput
          type="number"
          label={t('rules.minZ')}
          hint={t('rules.minZHint')}
          value={form.minZ}
          onChange={(minZ) => set({ minZ })}
          error={faultOf('minZ')}
        />
      ) : null}
    </div>
  )
}
