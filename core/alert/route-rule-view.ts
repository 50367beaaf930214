import { z } from 'zod'

import { routeRuleIdSchema, unitIdSchema } from '../ids.ts'
import { SEVERITIES } from '../resist/assessment.ts'

/** What a coordinator writes into a routing rule; empty lists mean "any". */
export const routeRuleInputSchema = z.strictObject({
  title: z.string().trim().min(3).max(160),
  terms: z.array(z.string().trim().min(2).max(80)).max(200),
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(60),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(60),
  minSeverity: z.enum(SEVERITIES),
  unitIds: z.array(unitIdSchema).min(1).max(20),
  continues: z.boolean(),
  enabled: z.boolean(),
})
export type RouteRuleInput = z.infer<typeof routeRuleInputSchema>

/** What a rule says, without where it stands and whatever else it carries. */
export function ruleWords(rule: RouteRuleInput): RouteRuleInput {
  const { title, terms, countries, languages, minSeverity, unitIds, continues, enabled } = rule
  return { title, terms, countries, languages, minSeverity, unitIds, continues, enabled }
}

/** A rule as people see it, with its place in the order. */
export const routeRuleViewSchema = routeRuleInputSchema.extend({
  id: routeRuleIdSchema,
  position: z.number().int(),
  isCatchAll: z.boolean(),
  rowVersion: z.number().int(),
})
export type RouteRuleView = z.infer<typeof routeRuleViewSchema>
