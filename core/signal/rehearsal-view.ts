import { z } from 'zod'

import { detectionRuleIdSchema, narrativeIdSchema } from '../ids.ts'
import { NARRATIVE_STATES } from '../narrative/narrative-state.ts'
import { SEVERITIES } from '../resist/assessment.ts'
import { ruleInputSchema } from './rule-view.ts'
import { RISES } from './should-raise.ts'
import { SIGNAL_KINDS } from './signal.ts'

/** How far back a rehearsal looks, how many firings it lists, and how many items it reads for a keyword rule at most. */
export const REHEARSAL_DAYS = 30
export const REHEARSAL_ROWS_MAX = 200
export const REHEARSAL_ITEMS_MAX = 20_000

/** A draft to rehearse; with the `id` of the rule that it would replace, that one's present version runs beside it. */
export const rehearseSchema = z.strictObject({ rule: ruleInputSchema, id: detectionRuleIdSchema.optional() })
export type Rehearse = z.infer<typeof rehearseSchema>

/** What one version of a rule would have done. Each narrative counts once under what people made of it. */
export const rehearsalCountSchema = z.object({
  fired: z.number().int(),
  narratives: z.number().int(),
  confirmed: z.number().int(),
  dismissed: z.number().int(),
})
export type RehearsalCount = z.infer<typeof rehearsalCountSchema>

export const rehearsedFiringSchema = z.object({
  narrativeId: narrativeIdSchema,
  title: z.string(),
  state: z.enum(NARRATIVE_STATES),
  hour: z.iso.datetime(),
  kind: z.enum(SIGNAL_KINDS),
  severity: z.enum(SEVERITIES),
  because: z.enum(RISES),
  /** The measured numbers, as a signal keeps them (`signalNumbers`). */
  numbers: z.record(z.string(), z.unknown()),
  /** The first independent publishers by name, and how many there were. */
  publishers: z.array(z.string()),
  publisherCount: z.number().int(),
  /** Which version fires: the draft, the present one, or both in the same hour. */
  firedBy: z.enum(['draft', 'present', 'both']),
})
export type RehearsedFiring = z.infer<typeof rehearsedFiringSchema>

export const rehearsalSchema = z.object({
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  narrativesRead: z.number().int(),
  /** Items read for a keyword rule; null for the other kinds, which are judged on hourly counts. */
  itemsRead: z.number().int().nullable(),
  /** How items were found: all of them, or those that the text index gives for the terms, which leaves some rare spellings out. */
  readBy: z.enum(['hours', 'every_item', 'text_index']),
  /** Time or room ran out before everything was read: the numbers are "at least". */
  isCut: z.boolean(),
  draft: rehearsalCountSchema,
  present: rehearsalCountSchema.nullable(),
  /** Newest first, at most `REHEARSAL_ROWS_MAX`. */
  rows: z.array(rehearsedFiringSchema),
})
export type Rehearsal = z.infer<typeof rehearsalSchema>
