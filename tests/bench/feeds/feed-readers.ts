import { parseFeed as parseWithFeedsmith } from 'feedsmith'
import RssParser from 'rss-parser'
import { parseFeed } from '@hub/workers/collect/parse-feed.ts'

type PlainItem = Partial<Record<'title' | 'link' | 'id' | 'published' | 'text', string | undefined>>
export type PlainFeed = { title: string; siteUrl: string | null; items: PlainItem[] }
/** Reads one document; null or a rejection when the reader gives up on it. */
export type ReadFeed = (bytes: Uint8Array, base: string | null) => Promise<PlainFeed | null>

export const READER_NAMES = ['hub', 'feedsmith', 'rss-parser'] as const
export type ReaderName = (typeof READER_NAMES)[number]

/** The hub's parser and the two it is measured beside, each with the least code that gets their values out. */
export const FEED_READERS: Record<ReaderName, ReadFeed> = {
  async hub(bytes, baseUrl) {
    const result = parseFeed(bytes, { contentType: null, baseUrl })
    if (!result.ok) return null
    const items = result.feed.items.map((item) => ({
      title: item.title,
      link: item.url ?? undefined,
      id: item.externalId ?? undefined,
      published: item.publishedAt?.toISOString(),
      text: item.text,
    }))
    return { title: result.feed.title, siteUrl: result.feed.siteUrl, items }
  },

  async feedsmith(bytes) {
    const { format, feed } = parseWithFeedsmith(Buffer.from(bytes).toString('utf8'))
    if (format === 'rss') {
      const items = (feed.items ?? []).map((item) => ({
        title: item.title ?? item.dc?.titles?.[0],
        link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
        id: item.guid?.value,
        published: item.pubDate ?? item.dc?.dates?.[0],
        text: item.content?.encoded ?? item.description,
      }))
      return { title: feed.title ?? '', siteUrl: feed.link ?? null, items }
    }
    if (format === 'rdf') {
      const items = (feed.items ?? []).map((item) => ({
        title: item.title,
        link: item.link,
        id: item.rdf?.about,
        published: item.dc?.dates?.[0],
        text: item.content?.encoded ?? item.description,
      }))
      return { title: feed.title ?? '', siteUrl: feed.link ?? null, items }
    }
    if (format === 'atom') {
      const page = (links: { href?: string; rel?: string }[] | undefined) =>
        links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href
      const items = (feed.entries ?? []).map((entry) => ({
        title: entry.title?.value,
        link: page(entry.links),
        id: entry.id,
        published: entry.published ?? entry.updated,
        text: entry.content?.value ?? entry.summary?.value,
      }))
      return { title: feed.title?.value ?? '', siteUrl: page(feed.links) ?? null, items }
    }
    const items = (feed.items ?? []).map((item) => ({
      title: item.title,
      link: item.url,
      id: item.id,
      published: item.date_published,
      text: item.content_html ?? item.content_text,
    }))
    return { title: feed.title ?? '', siteUrl: feed.home_page_url ?? null, items }
  },

  async 'rss-parser'(bytes) {
    const feed = await new RssParser().parseString(Buffer.from(bytes).toString('utf8'))
    const items = feed.items.map((item) => ({
      title: asText(item.title),
      link: asText(item.link),
      id: asText(item.guid ?? item['id']),
      published: asText(item.isoDate ?? item.pubDate),
      text: asText(item['content:encoded']) ?? asText(item.content),
    }))
    return { title: asText(feed.title) ?? '', siteUrl: asText(feed.link) ?? null, items }
  },
}

/** Elements with attributes come out of it as objects. */
function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
