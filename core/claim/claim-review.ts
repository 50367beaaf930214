import { z } from 'zod'

/**
 * What an independent body said of a claim, after schema.org 30.0 ClaimReview (https://schema.org/ClaimReview). `rating` is
 * the reviewer's own word and never ours; the numbers are on the reviewer's own scale from `worstRating` to `bestRating`.
 * Whoever made the claim is kept in `claimant` only when the reviewer calls it an organisation: people are left out.
 */
export const claimReviewSchema = z.object({
  /** The page of the review. */
  url: z.string(),
  /** The claim in the reviewer's words, as plain text. */
  claim: z.string(),
  rating: z.string(),
  ratingValue: z.number().nullable(),
  bestRating: z.number().nullable(),
  worstRating: z.number().nullable(),
  /** The reviewing organisation, or the host of the review when a person or nobody is named. */
  reviewer: z.string(),
  reviewerUrl: z.string().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  claimant: z.string().nullable(),
  /** Where the claim appeared. Of platforms where an address names a person, the platform alone. */
  appearances: z.array(z.string()),
})
export type ClaimReview = z.infer<typeof claimReviewSchema>
