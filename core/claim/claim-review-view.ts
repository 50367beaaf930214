import { z } from 'zod'

import { claimReviewIdSchema, itemIdSchema, sourceIdSchema } from '../ids.ts'
import { claimReviewSchema } from './claim-review.ts'

/** What a review said before it was changed, newest first. */
export const earlierRatingSchema = z.object({ rating: z.string(), until: z.iso.datetime() })

/** A collected claim review as pages show it. The rating is the reviewer's word. */
export const claimReviewViewSchema = claimReviewSchema.extend({
  id: claimReviewIdSchema,
  language: z.string(),
  firstSeenAt: z.iso.datetime(),
  earlier: z.array(earlierRatingSchema),
  source: z.object({ id: sourceIdSchema, title: z.string() }),
  itemId: itemIdSchema.nullable(),
})
export type ClaimReviewView = z.infer<typeof claimReviewViewSchema>

export const claimReviewPageSchema = z.object({
  rows: z.array(claimReviewViewSchema),
  nextCursor: z.string().nullable(),
})
