import { z } from 'zod'

import { profileIdSchema, publisherIdSchema, unitIdSchema } from '../ids.ts'
import { collectingViewSchema } from './collecting-view.ts'
import { SOURCE_HEALTH_STATES, SOURCE_KINDS } from './source.ts'

/** What a list of sources can be narrowed to by health: one state, or everything that fails. */
export const HEALTH_FILTERS = [...SOURCE_HEALTH_STATES, 'trouble'] as const
export type HealthFilter = (typeof HEALTH_FILTERS)[number]

export const FACT_CHECKER_FILTERS = ['only', 'without'] as const

/** Which sources a list, an export or a bulk act means. Retired ones only when asked for. */
export const sourceFilterSchema = z.strictObject({
  q: z.string().max(200).optional(),
  health: z.enum(HEALTH_FILTERS).optional(),
  profileId: profileIdSchema.optional(),
  tag: z.string().max(300).optional(),
  publisherId: publisherIdSchema.optional(),
  unitId: unitIdSchema.optional(),
  kind: z.enum(SOURCE_KINDS).optional(),
  /** Those marked as a fact-checker's, or those that are not. */
  factChecker: z.enum(FACT_CHECKER_FILTERS).optional(),
})
export type SourceFilter = z.infer<typeof sourceFilterSchema>

/** What a list can be sorted by; `attention` puts what waits for a person first. */
export const SOURCE_SORTS = ['attention', 'title', 'health', 'lastGood', 'next', 'week', 'publisher', 'added'] as const
export type SourceSort = (typeof SOURCE_SORTS)[number]

/** How many sources stand in each state of health. */
export const healthCountsSchema = z.record(z.enum(SOURCE_HEALTH_STATES), z.number().int())

/** How many sources stand in each state of health, and what the filters can offer. */
export const sourceOverviewSchema = z.object({
  health: healthCountsSchema,
  /** Every source but the retired. */
  total: z.number().int(),
  failing: z.number().int(),
  collecting: collectingViewSchema,
  tags: z.array(z.object({ tag: z.string(), count: z.number().int() })),
  publishers: z.array(z.object({ id: publisherIdSchema, name: z.string(), count: z.number().int() })),
  kinds: z.array(z.object({ kind: z.enum(SOURCE_KINDS), count: z.number().int() })),
})
export type SourceOverview = z.infer<typeof sourceOverviewSchema>
