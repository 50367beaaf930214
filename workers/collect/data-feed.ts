import type { ClaimReview } from '@hub/core/claim/claim-review.ts'
import { parseLooseJson } from '@hub/core/claim/parse-loose-json.ts'
import { readClaimReviews } from '@hub/core/claim/read-claim-reviews.ts'
import { hash128 } from '@hub/core/item/content-hash.ts'
import type { FeedItem, ParsedFeed } from '@hub/core/item/feed-item.ts'

import { escapeHtml } from './escape-html.ts'

const TITLE_LENGTH = 200

/**
 * A schema.org DataFeed of ClaimReview (https://schema.org/DataFeed), as fact-check mark-up services publish it, or a bare
 * list of reviews: each review is an entry that carries itself. Null when the document is something else.
 */
export function parseDataFeed(text: string, baseUrl: string | null): ParsedFeed | null {
  if (!/^[\s\ufeff]*[{[]/.test(text) || !text.includes('ClaimReview')) return null
  const reviews = readClaimReviews(parseLooseJson(text), baseUrl)
  if (reviews.length === 0) return null
  const items = reviews.map(toItem)
  return { kind: 'json', title: '', siteUrl: null, language: null, ttlMs: null, skipHours: [], items }
}

function toItem(review: ClaimReview): FeedItem {
  const { url, claim, rating, reviewer, publishedAt } = review
  const said = `${rating} (${reviewer})`
  return {
    externalId: `${url}#${hash128(claim)}`,
    url,
    title: claim.length <= TITLE_LENGTH ? claim : `${claim.slice(0, TITLE_LENGTH - 1)}…`,
    publishedAt: publishedAt === null ? null : new Date(publishedAt),
    publishedRaw: publishedAt,
    text: `${claim}\n\n${said}`,
    html: `<p>${escapeHtml(claim)}</p><p>${escapeHtml(said)}</p>`,
    language: null,
    claimReviews: [review],
  }
}
