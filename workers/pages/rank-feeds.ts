import { canonicalUrl } from '@hub/core/item/canonical-url.ts'
import type { FeedCandidate } from '@hub/core/source/page-order.ts'

const COMMENTS = /\bcomments?\b|\bkommentare?\b|\bcommentaires?\b|\bcomentarios?\b|\bcomentarii\b|\bcommenti\b/i

/**
 * Feeds in the order a person should look at them: feeds of comments last, empty ones after full ones, else as the site
 * names them. The same address under several names, and the same feed in several formats, stays once each by address.
 */
export function rankFeeds(feeds: readonly FeedCandidate[]): FeedCandidate[] {
  const unique = new Map<string, FeedCandidate>()
  for (const feed of feeds) {
    const key = canonicalUrl(feed.url) ?? feed.url
    if (!unique.has(key)) unique.set(key, feed)
  }
  return [...unique.values()].toSorted((a, b) => placeOf(a) - placeOf(b))
}

function placeOf({ title, url, itemCount }: FeedCandidate): number {
  const isOfComments = COMMENTS.test(title) || COMMENTS.test(new URL(url).pathname)
  return (isOfComments ? 2 : 0) + (itemCount === 0 ? 1 : 0)
}
