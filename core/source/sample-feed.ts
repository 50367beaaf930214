import type { FeedItem } from '../item/feed-item.ts'
import { type FeedCandidate, SAMPLE_MAX, SAMPLE_TITLE_MAX } from './page-order.ts'

/** The newest entries of a feed by their own dates, newest first; those without a date follow in the feed's order. */
export function sampleFeed(
  items: readonly Pick<FeedItem, 'title' | 'text' | 'publishedAt'>[],
): FeedCandidate['newest'] {
  const timeOf = (at: Date | null) => at?.getTime() ?? Number.NEGATIVE_INFINITY
  return items
    .filter(({ title, text }) => (title || text).trim() !== '')
    .toSorted((a, b) => (a.publishedAt === b.publishedAt ? 0 : timeOf(b.publishedAt) - timeOf(a.publishedAt)))
    .slice(0, SAMPLE_MAX)
    .map(({ title, text, publishedAt }) => ({
      title: shorten((title || text).trim()),
      publishedAt: publishedAt?.toISOString() ?? null,
    }))
}

function shorten(title: string): string {
  const letters = [...title]
  return letters.length > SAMPLE_TITLE_MAX ? `${letters.slice(0, SAMPLE_TITLE_MAX - 1).join('')}…` : title
}
