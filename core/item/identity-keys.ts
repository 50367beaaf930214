import { canonicalUrl, urlKey } from './canonical-url.ts'
import { hash128 } from './content-hash.ts'
import type { FeedItem } from './feed-item.ts'

type Identifiable = Pick<FeedItem, 'externalId' | 'sharedKey' | 'url' | 'title' | 'publishedAt' | 'text'>

/** `sourceKey` is unique within its source, `urlKey` names the page across sources (null when the item has no link). */
export type IdentifiedItem<Item> = { item: Item; sourceKey: string; urlKey: string | null }

/**
 * Gives each item of one fetch its keys: the guid, else the canonical link, else title and date. A guid that several
 * different pages of the fetch share is no identity, so those items fall back to their link, and items that share the
 * link too fall back to title and date. True repeats are dropped; the first one stays. Order is kept.
 */
export function identifyItems<Item extends Identifiable>(items: readonly Item[]): IdentifiedItem<Item>[] {
  const guidUses = countDistinct(items, guidOf)
  const linkUses = countDistinct(items, linkOf)
  const seen = new Set<string>()
  const identified: IdentifiedItem<Item>[] = []
  for (const item of items) {
    const guid = guidOf(item)
    const link = linkOf(item)
    const sourceKey =
      guid !== null && guidUses.get(guid) === 1
        ? `guid:${guid}`
        : link !== null && linkUses.get(link) === 1
          ? `link:${link}`
          : contentKey(item)
    if (seen.has(sourceKey)) continue
    seen.add(sourceKey)
    const sharedKey = item.sharedKey ?? null
    const sharedLink = link !== null && (linkUses.get(link) ?? 0) > 1
    identified.push({
      item,
      sourceKey,
      urlKey: item.url === null || sharedLink || isHomePage(item.url) ? sharedKey : urlKey(item.url),
    })
  }
  return identified
}

/** A link to the site itself names no article, so it must not unite articles across sources. */
function isHomePage(url: string): boolean {
  return /^https?:\/\/[^/?#]+\/?$/i.test(url)
}

function guidOf(item: Identifiable): string | null {
  const guid = item.externalId?.trim() ?? ''
  if (guid === '') return null
  return guid.length > 500 ? `hash:${hash128(guid)}` : (canonicalUrl(guid) ?? guid)
}

function linkOf(item: Identifiable): string | null {
  const link = item.url === null ? null : urlKey(item.url)
  return link !== null && link.length > 1000 ? `hash:${hash128(link)}` : link
}

function contentKey(item: Identifiable): string {
  const date = item.publishedAt === null ? hash128(item.text) : item.publishedAt.toISOString()
  return `text:${hash128(`${item.title}\n${date}`)}`
}

/** How many different entries (by title and date) use each key; an entry repeated word for word counts once. */
function countDistinct(
  items: readonly Identifiable[],
  keyOf: (item: Identifiable) => string | null,
): Map<string, number> {
  const users = new Map<string, Set<string>>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === null) continue
    const content = contentKey(item)
    const known = users.get(key)
    if (known === undefined) users.set(key, new Set([content]))
    else known.add(content)
  }
  return new Map([...users].map(([key, contents]) => [key, contents.size]))
}
