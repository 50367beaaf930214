import { z } from 'zod'

/** The RESIST question that comes before every assignment: is there a checkable fact, or an opinion? */
export const OPINION_GATES = ['verifiable_fact', 'opinion', 'opinion_on_false_fact'] as const
export type OpinionGate = (typeof OPINION_GATES)[number]

/** FIRST, as flags of what was recognised in the content. */
export const FIRST_FLAGS = ['fabrication', 'identity', 'rhetoric', 'symbolism', 'technology'] as const

/** Reach, from 1 (little interest) to 5 (headline story). */
export const REACH_LEVELS = ['little_interest', 'filter_bubble', 'trending', 'minor_story', 'headline_story'] as const

export const IMPACT_AREAS = [
  'service_delivery',
  'reputation',
  'staff_safety',
  'key_stakeholders',
  'key_audiences',
  'niche_audiences',
  'vulnerable_audiences',
  'climate_of_debate',
] as const

export const CONFIDENCES = ['high', 'medium', 'low'] as const

export const PRIORITIES = ['high', 'medium', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]

/** Urgency: drives clocks and channels. Priority is the outcome of the assessment; the two are not the same. */
export const SEVERITIES = ['S1', 'S2', 'S3', 'S4'] as const
export type Severity = (typeof SEVERITIES)[number]

/** One RESIST assessment of a case: judgements of named people, each with its confidence and basis. */
export const assessmentSchema = z.strictObject({
  opinionGate: z.enum(OPINION_GATES),
  firstFlags: z.array(z.enum(FIRST_FLAGS)).max(5),
  reach: z.enum(REACH_LEVELS),
  impacts: z.array(z.enum(IMPACT_AREAS)).max(8),
  confidence: z.enum(CONFIDENCES),
  basis: z.string().trim().min(3).max(4000),
  priority: z.enum(PRIORITIES),
})
export type Assessment = z.infer<typeof assessmentSchema>

/**
 * The priority RESIST's reading suggests from reach, impact and confidence; a person sets the priority. High: likely
 * headlines or harm to people, on high-confidence evidence. Medium: trending or a harmed service or group. Else low.
 */
export function suggestPriority(input: Pick<Assessment, 'reach' | 'impacts' | 'confidence'>): Priority {
  const reach = REACH_LEVELS.indexOf(input.reach) + 1
  const harmsPeople = input.impacts.includes('staff_safety') || input.impacts.includes('vulnerable_audiences')
  if (input.confidence === 'high' && (reach >= 4 || (harmsPeople && reach >= 3))) return 'high'
  if (reach >= 3 || harmsPeople || input.impacts.includes('service_delivery')) return 'medium'
  return 'low'
}
