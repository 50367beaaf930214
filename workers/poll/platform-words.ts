import type { ParsedFeed } from '@hub/core/item/feed-item.ts'
import type { ClaimedSource } from '@hub/db/stream/claim-due-sources.ts'

/** What a platform's refusal means and what to do about it; other failures keep their own words. */
export function explainRefusal(
  source: Pick<ClaimedSource, 'kind' | 'url'>,
  status: number | null,
  said: string,
): string {
  const isClosed = status === 401 || status === 403
  if (source.kind === 'mastodon') {
    if (isClosed)
      return `${said} This server shows its posts only to people who are signed in. Choose another server for this hashtag.`
    if (status === 404) return `${said} This server knows no such hashtag, or is no Mastodon server. Check the address.`
  }
  if (source.kind === 'bluesky') {
    if (isClosed && source.url.includes('searchPosts'))
      return `${said} Bluesky often closes its search to readers without an account. Use a list of outlets or a custom feed about the matter.`
    if (isClosed || status === 400)
      return `${said} Bluesky does not show this without an account, or it no longer exists. Check the address.`
  }
  return said
}

/** How many posts were passed over, and why; null when none were. */
export function sayLeftOut({ leftOut = 0, items }: ParsedFeed): string | null {
  if (leftOut === 0) return null
  const all = leftOut + items.length
  return `${leftOut} of ${all} posts were passed over: their authors do not want to be listed or indexed, or the post is not public or is marked sensitive.`
}
