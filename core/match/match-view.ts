import { z } from 'zod'

import { claimMatchIdSchema, claimReviewIdSchema, itemIdSchema, narrativeIdSchema } from '../ids.ts'
import { MATCH_DECISIONS, MATCH_STATES, REFUSAL_REASONS } from './decide-match.ts'

/** A word of the item and the word of the claim that answers to it, each as written there. */
export const matchedWordSchema = z.object({
  inItem: z.string(),
  inClaim: z.string(),
  kind: z.enum(['same', 'alike']),
})

/** A fact-check beside a narrative, as suggested by the hub or as a person decided. */
export const claimMatchViewSchema = z.object({
  id: claimMatchIdSchema,
  state: z.enum(MATCH_STATES),
  /** The chance, 0 to 1, that the review is about what the narrative says, as it was when suggested. */
  probability: z.number(),
  words: z.array(matchedWordSchema),
  review: z.object({
    id: claimReviewIdSchema,
    url: z.string(),
    claim: z.string(),
    language: z.string(),
    /** The reviewer's own word, as it is now. */
    rating: z.string(),
    reviewer: z.string(),
    publishedAt: z.iso.datetime().nullable(),
    firstSeenAt: z.iso.datetime(),
  }),
  narrative: z.object({ id: narrativeIdSchema, title: z.string(), language: z.string() }),
  /** The item that shows it best; null when that was the narrative's key terms, or the item is gone. */
  item: z
    .object({ id: itemIdSchema, title: z.string(), excerpt: z.string(), language: z.string(), publisher: z.string() })
    .nullable(),
  suggestedAt: z.iso.datetime(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  reason: z.enum(REFUSAL_REASONS).nullable(),
  /** What a person answered on the narrative that this one was split from, as it stands there now. */
  carried: z
    .object({
      state: z.enum(MATCH_DECISIONS),
      decidedBy: z.string(),
      decidedAt: z.iso.datetime(),
      reason: z.enum(REFUSAL_REASONS).nullable(),
      narrative: z.object({ id: narrativeIdSchema, title: z.string(), language: z.string() }),
    })
    .nullable(),
  rowVersion: z.number().int(),
})
export type ClaimMatchView = z.infer<typeof claimMatchViewSchema>

export const claimMatchPageSchema = z.object({
  rows: z.array(claimMatchViewSchema),
  nextCursor: z.string().nullable(),
})

export const acceptMatchSchema = z.strictObject({ expectedVersion: z.number().int().optional() })
export const refuseMatchSchema = z.strictObject({
  reason: z.enum(REFUSAL_REASONS),
  expectedVersion: z.number().int().optional(),
})
export const decidedMatchSchema = z.object({
  id: claimMatchIdSchema,
  state: z.enum(MATCH_STATES),
  rowVersion: z.number().int(),
})

/** What chances rest on: the decisions counted, and since when the hub's own count (null while too few of them). */
export const matchCalibrationSchema = z.object({
  accepted: z.number().int(),
  refused: z.number().int(),
  fittedAt: z.iso.datetime().nullable(),
})
export type MatchCalibrationView = z.infer<typeof matchCalibrationSchema>
