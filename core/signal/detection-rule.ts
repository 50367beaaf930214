import type { DetectionRuleId } from '../ids.ts'
import type { Severity } from '../resist/assessment.ts'

/** What a rule looks for; each kind counts on its own and all count independent publishers. */
export const RULE_KINDS = ['growth', 'first_appearance', 'keyword', 'breakout'] as const
export type RuleKind = (typeof RULE_KINDS)[number]

/**
 * A rule by which signals are raised. `terms` and `exclusions` belong to keyword rules and are read as a watch profile
 * reads its own. Empty `languages` means any. `minItems` counts items that are not copies; `minZ` is for growth, in
 * standard deviations above usual. A `severity` of null leaves it to the numbers.
 */
export type DetectionRule = {
  id: DetectionRuleId
  kind: RuleKind
  title: string
  terms: readonly string[]
  exclusions: readonly string[]
  languages: readonly string[]
  minItems: number
  minPublishers: number
  minZ: number
  severity: Severity | null
  enabled: boolean
}

/** Hours in which a keyword rule's items and publishers are counted together, the running one included. */
export const KEYWORD_WINDOW_HOURS = 24
