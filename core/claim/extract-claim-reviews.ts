import type { ClaimReview } from './claim-review.ts'
import { findJsonLd } from './find-json-ld.ts'
import { readClaimReviews } from './read-claim-reviews.ts'

/** The claim reviews that an HTML page, or the HTML inside a feed's entry, carries as JSON-LD. Never throws. */
export function extractClaimReviews(html: string, pageUrl: string | null): ClaimReview[] {
  if (!html.includes('ClaimReview')) return []
  return readClaimReviews(findJsonLd(html), pageUrl)
}
