import type { ParseResult } from '@hub/core/item/feed-item.ts'

import { readBluesky } from './bluesky.ts'
import { readMastodon } from './mastodon.ts'
import { type SocialPage, toFeed } from './social-post.ts'

/** The platforms whose public answers the collector reads. */
const READERS = { mastodon: readMastodon, bluesky: readBluesky } satisfies Record<
  string,
  (document: unknown, requestUrl: string) => SocialPage
>
export type Platform = keyof typeof READERS

/** Bluesky's search is costly and made for people, so it is asked once an hour at most: https://github.com/bluesky-social/atproto/issues/3423 */
const SEARCH_TTL_MS = 3_600_000

/** Which platform reads a source of this kind; undefined for feeds. */
export function platformOf(kind: string): Platform | undefined {
  return kind === 'mastodon' || kind === 'bluesky' ? kind : undefined
}

/** Reads one page of a platform's posts, without their authors, as a feed. Never throws. */
export function parsePosts(text: string, platform: Platform, requestUrl: string | null): ParseResult {
  let document: unknown
  try {
    document = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    const isPage = /^\s*</.test(text)
    const message = isPage ? 'The address shows a web page, not posts.' : 'The answer is broken JSON.'
    return { ok: false, error: { code: isPage ? 'web_page' : 'not_a_feed', message } }
  }
  try {
    const page = READERS[platform](document, requestUrl ?? '')
    const ttlMs = requestUrl?.includes('/app.bsky.feed.searchPosts') ? SEARCH_TTL_MS : null
    return { ok: true, feed: { ...toFeed(page), ttlMs, leftOut: page.leftOut, nextPageUrl: page.next } }
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The answer could not be read.'
    return { ok: false, error: { code: 'not_a_feed', message } }
  }
}
