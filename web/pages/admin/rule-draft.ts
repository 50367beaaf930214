import { type RouteRuleInput, routeRuleInputSchema, type RouteRuleView } from '@hub/core/alert/route-rule-view.ts'
import type { Severity } from '@hub/core/resist/assessment.ts'

import { linesOf } from '../profiles/profile-draft.ts'

/** A routing rule as it is typed. */
export type RuleDraft = {
  title: string
  terms: string
  countries: string
  languages: string
  minSeverity: Severity
  unitIds: readonly string[]
  continues: boolean
  enabled: boolean
}

export const RULE_FIELDS = ['title', 'terms', 'countries', 'languages', 'unitIds'] as const
export type RuleField = (typeof RULE_FIELDS)[number]

export function draftOf(rule: RouteRuleView | null): RuleDraft {
  if (!rule)
    return {
      title: '',
      terms: '',
      countries: '',
      languages: '',
      minSeverity: 'S3',
      unitIds: [],
      continues: false,
      enabled: true,
    }
  const { title, minSeverity, unitIds, continues, enabled } = rule
  return {
    title,
    terms: rule.terms.join('\n'),
    countries: rule.countries.join(', '),
    languages: rule.languages.join(', '),
    minSeverity,
    unitIds,
    continues,
    enabled,
  }
}

/** The rule to save, or the fields that need another look. */
export function judgeRule(draft: RuleDraft): { ok: true; rule: RouteRuleInput } | { ok: false; faults: RuleField[] } {
  const codes = (text: string) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))]
  const parsed = routeRuleInputSchema.safeParse({
    ...draft,
    terms: linesOf(draft.terms),
    countries: codes(draft.countries.toUpperCase()),
    languages: codes(draft.languages.toLowerCase()),
  })
  if (parsed.success) return { ok: true, rule: parsed.data }
  const open = new Set(parsed.error.issues.map(({ path }) => path[0]))
  return { ok: false, faults: RULE_FIELDS.filter((field) => open.has(field)) }
}
