import type { ParsedFeed } from '@hub/core/item/feed-item.ts'
import type { ClaimedSource } from '@hub/db/stream/claim-due-sources.ts'

import type { FeedFetcher } from '../collect/fetch-feed.ts'
import type { ParserThread } from '../collect/parse-in-thread.ts'
import type { Platform } from '../collect/parse-posts.ts'
import type { Politeness } from './politeness.ts'

export type PageTools = { fetcher: FeedFetcher; parser: ParserThread; politeness: Politeness }

/** Pages of one poll, the first one included: 200 posts on Mastodon, 500 on Bluesky. */
export const PAGES_MAX = 5
/** Servers exchange posts with some delay, so a poll looks a little further back than the one before. */
const OVERLAP_MS = 15 * 60_000

/**
 * Follows the pages of a platform's answer back to what the last good poll saw, each in the site's turn. A source polled
 * for the first time gives its first page only. A page that cannot be had ends the walk and loses nothing that came before.
 */
export async function readOlderPages(
  tools: PageTools,
  source: Pick<ClaimedSource, 'lastGoodAt'>,
  platform: Platform,
  first: ParsedFeed,
  signal?: AbortSignal,
): Promise<ParsedFeed> {
  const { lastGoodAt } = source
  if (lastGoodAt === null) return first
  const seenUntilMs = lastGoodAt.getTime() - OVERLAP_MS
  const all: ParsedFeed = { ...first, items: [...first.items] }
  let page = first
  for (let pages = 1; pages < PAGES_MAX; pages += 1) {
    const address = page.nextPageUrl
    if (address === undefined || address === null || !isNewerThan(page, seenUntilMs)) return all
    const fetched = await tools.politeness.run(address, () => tools.fetcher.fetchFeed(address, null, signal), signal)
    if (fetched.kind !== 'fetched') return all
    const { contentType, finalUrl } = fetched
    const parsed = await tools.parser.parseInThread(fetched.body, { contentType, baseUrl: finalUrl, platform })
    if (!parsed.ok) return all
    page = parsed.feed
    all.items.push(...page.items)
    all.leftOut = (all.leftOut ?? 0) + (page.leftOut ?? 0)
  }
  return all
}

/** Whether even the oldest post of a page is news, so that older news may follow; unknown when all were passed over. */
function isNewerThan({ items }: ParsedFeed, ms: number): boolean {
  const times = items.flatMap(({ publishedAt }) => (publishedAt === null ? [] : [publishedAt.getTime()]))
  return times.every((time) => time > ms)
}
