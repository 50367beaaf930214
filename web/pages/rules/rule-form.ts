import { SEVERITIES, type Severity } from '@hub/core/resist/assessment.ts'
import type { RuleKind } from '@hub/core/signal/detection-rule.ts'
import { type RuleInput, ruleInputSchema, type RuleView } from '@hub/core/signal/rule-view.ts'

import { languagesOf, linesOf } from '../profiles/profile-draft.ts'

/** How urgent what a rule raises is: by its numbers, or always the same. */
export const SEVERITY_CHOICES = ['by_numbers', ...SEVERITIES] as const
export type SeverityChoice = 'by_numbers' | Severity

/** A detection rule as it is typed: lists are lines, numbers are text. */
export type RuleForm = {
  kind: RuleKind
  title: string
  terms: string
  exclusions: string
  termReason: string
  languages: string
  minItems: string
  minPublishers: string
  minZ: string
  severity: SeverityChoice
  enabled: boolean
}

export const RULE_FORM_FIELDS = [
  'title',
  'terms',
  'exclusions',
  'termReason',
  'languages',
  'minItems',
  'minPublishers',
  'minZ',
] as const
export type RuleFormField = (typeof RULE_FORM_FIELDS)[number]

const EMPTY: RuleForm = {
  kind: 'keyword',
  title: '',
  terms: '',
  exclusions: '',
  termReason: '',
  languages: '',
  minItems: '3',
  minPublishers: '2',
  minZ: '3',
  severity: 'S3',
  enabled: true,
}

export function formOf(rule: RuleView | null): RuleForm {
  if (!rule) return EMPTY
  return {
    kind: rule.kind,
    title: rule.title,
    terms: rule.terms.join('\n'),
    exclusions: rule.exclusions.join('\n'),
    termReason: rule.termReason ?? '',
    languages: rule.languages.join(', '),
    minItems: String(rule.minItems),
    minPublishers: String(rule.minPublishers),
    minZ: String(rule.minZ),
    severity: rule.severity ?? 'by_numbers',
    enabled: rule.enabled,
  }
}

/** The rule as it is typed, or the fields that need another look. */
export function judgeForm(form: RuleForm): { ok: true; rule: RuleInput } | { ok: false; faults: RuleFormField[] } {
  const isKeyword = form.kind === 'keyword'
  const parsed = ruleInputSchema.safeParse({
    kind: form.kind,
    title: form.title,
    terms: isKeyword ? linesOf(form.terms) : [],
    exclusions: isKeyword ? linesOf(form.exclusions) : [],
    termReason: isKeyword && form.termReason.trim() !== '' ? form.termReason : null,
    languages: languagesOf(form.languages),
    minItems: numberOf(form.minItems),
    minPublishers: numberOf(form.minPublishers),
    minZ: numberOf(form.minZ),
    severity: form.severity === 'by_numbers' ? null : form.severity,
    enabled: form.enabled,
  })
  if (parsed.success) return { ok: true, rule: parsed.data }
  const open = new Set(parsed.error.issues.map(({ path }) => path[0]))
  return { ok: false, faults: RULE_FORM_FIELDS.filter((field) => open.has(field)) }
}

/** The draft to rehearse while it is being written: a name need not stand there yet. */
export function toRehearse(form: RuleForm): RuleInput | null {
  const verdict = judgeForm({ ...form, title: form.title.trim().length < 3 ? 'Draft' : form.title })
  return verdict.ok ? verdict.rule : null
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'))
}
