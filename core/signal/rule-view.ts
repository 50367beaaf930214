import { z } from 'zod'

import { detectionRuleIdSchema } from '../ids.ts'
import { SEVERITIES } from '../resist/assessment.ts'
import { RULE_KINDS } from './detection-rule.ts'

const terms = z.array(z.string().trim().min(2).max(80)).max(200)

/** What a coordinator writes into a detection rule; see `DetectionRule` for what each part means. */
export const ruleInputSchema = z
  .strictObject({
    kind: z.enum(RULE_KINDS),
    title: z.string().trim().min(3).max(160),
    terms,
    exclusions: terms,
    languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(60),
    minItems: z.number().int().min(1).max(10_000),
    minPublishers: z.number().int().min(1).max(1_000),
    minZ: z.number().min(0).max(100),
    severity: z.enum(SEVERITIES).nullable(),
    enabled: z.boolean(),
    /** Why a term that reads like a name is needed. */
    termReason: z.string().trim().min(10).max(500).nullable().default(null),
  })
  .refine(({ kind, terms: words }) => kind !== 'keyword' || words.length > 0, {
    path: ['terms'],
    message: 'A keyword rule needs at least one term.',
  })
  .refine(({ kind, terms: words, exclusions }) => kind === 'keyword' || words.length + exclusions.length === 0, {
    path: ['terms'],
    message: 'Only a keyword rule has terms.',
  })
  .refine(({ kind, minPublishers }) => kind === 'keyword' || minPublishers >= 2, {
    path: ['minPublishers'],
    message: 'One publisher alone says nothing about spread: ask for two at least.',
  })
export type RuleInput = z.infer<typeof ruleInputSchema>

/** What a rule says, without whatever else its row carries. */
export function ruleSays(rule: Readonly<RuleInput>): RuleInput {
  const { kind, title, terms: words, exclusions, languages, minItems, minPublishers, minZ, severity, enabled } = rule
  const limits = { minItems, minPublishers, minZ, severity }
  return { kind, title, terms: words, exclusions, languages, ...limits, enabled, termReason: rule.termReason }
}

/** A rule as people see it. */
export const ruleViewSchema = z.object({
  ...ruleInputSchema.shape,
  id: detectionRuleIdSchema,
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
  /** Alerts it raised in the last seven days. */
  raisedThisWeek: z.number().int(),
  rowVersion: z.number().int(),
})
export type RuleView = z.infer<typeof ruleViewSchema>
