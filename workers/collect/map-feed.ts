import type { AtomFeed, DcNs, DcTermsNs, JsonFeed, MediaNs, RdfFeed, RssFeed, SyNs } from 'feedsmith'
import type { RawFeed, RawItem, RawText } from './raw-feed.ts'
import { decodeBase64 } from './unify-dialect.ts'

type AtomLink = { href?: string; rel?: string; type?: string }
type AtomText = { value?: string; type?: string; xml?: { base?: string } }

const PERIOD_MS: Record<string, number> = {
  hourly: 3_600_000,
  daily: 86_400_000,
  weekly: 604_800_000,
  monthly: 2_592_000_000,
  yearly: 31_536_000_000,
}

/** RSS 0.9x and 2.0, with the extensions that carry an entry's own words and dates. Author fields are never read. */
export function mapRss(feed: RssFeed.Feed<string>): RawFeed {
  return {
    kind: 'rss',
    titles: [loose(feed.title), loose(feed.dc?.titles?.[0]), atomText(feed.atom?.title), loose(feed.itunes?.title)],
    siteLinks: [feed.link, pageLink(feed.atom?.links, false)],
    language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang ?? null,
    xmlBase: feed.xml?.base ?? null,
    ttlMs: feed.ttl !== undefined && feed.ttl > 0 ? feed.ttl * 60_000 : periodMs(feed.sy),
    skipHours: feed.skipHours ?? [],
    items: (feed.items ?? []).map(mapRssItem),
  }
}

function mapRssItem(item: RssFeed.Item<string>): RawItem {
  const guid = item.guid?.value
  const permalink =
    item.guid?.isPermaLink !== false && guid !== undefined && /^https?:\/\//i.test(guid) ? guid : undefined
  return {
    ids: [guid, item.atom?.id, item.dc?.identifiers?.[0]],
    links: [
      item.dcterms?.isFormatOf?.[0],
      item.link,
      pageLink(item.atom?.links, false),
      permalink,
      ...(item.enclosures ?? []).map((enclosure) => enclosure.url),
    ],
    titles: [
      loose(item.title),
      loose(item.dc?.titles?.[0]),
      atomText(item.atom?.title),
      loose(item.itunes?.title),
      mediaText(item.media?.title),
    ],
    bodies: [
      loose(item.content?.encoded),
      atomText(item.atom?.content),
      loose(item.description),
      atomText(item.atom?.summary),
      loose(item.dc?.descriptions?.[0]),
      loose(item.itunes?.summary),
      ...mediaBodies(item.media),
      loose(item.itunes?.subtitle),
    ],
    dates: [
      item.pubDate,
      ...dublinDates(item.dc, item.dcterms),
      item.atom?.published,
      item.atom?.updated,
      item.prism?.publicationDates?.[0],
    ],
    language: item.dc?.languages?.[0] ?? item.xml?.lang ?? null,
    xmlBase: item.xml?.base ?? null,
  }
}

/** RSS 0.90 and 1.0. The entry's `rdf:about` is its id. */
export function mapRdf(feed: RdfFeed.Feed<string>): RawFeed {
  return {
    kind: 'rdf',
    titles: [loose(feed.title), loose(feed.dc?.titles?.[0])],
    siteLinks: [feed.link, pageLink(feed.atom?.links, false)],
    language: feed.dc?.languages?.[0] ?? feed.xml?.lang ?? null,
    xmlBase: feed.xml?.base ?? null,
    ttlMs: periodMs(feed.sy),
    skipHours: [],
    items: (feed.items ?? []).map((item) => ({
      ids: [item.rdf?.about, item.dc?.identifiers?.[0], item.atom?.id],
      links: [item.dcterms?.isFormatOf?.[0], item.link, pageLink(item.atom?.links, false), item.rdf?.about],
      titles: [loose(item.title), loose(item.dc?.titles?.[0])],
      bodies: [
        loose(item.content?.encoded),
        loose(item.description),
        loose(item.dc?.descriptions?.[0]),
        ...mediaBodies(item.media),
      ],
      dates: [...dublinDates(item.dc, item.dcterms), item.atom?.published, item.atom?.updated],
      language: item.dc?.languages?.[0] ?? item.xml?.lang ?? null,
      xmlBase: item.xml?.base ?? null,
    })),
  }
}

/** Atom 0.3 and 1.0. */
export function mapAtom(feed: AtomFeed.Feed<string>): RawFeed {
  return {
    kind: 'atom',
    titles: [atomText(feed.title), loose(feed.dc?.titles?.[0])],
    siteLinks: [pageLink(feed.links, false)],
    language: feed.xml?.lang ?? feed.dc?.languages?.[0] ?? null,
    xmlBase: feed.xml?.base ?? null,
    ttlMs: periodMs(feed.sy),
    skipHours: [],
    items: (feed.entries ?? []).map((entry) => ({
      ids: [entry.id],
      links: [
        entry.dcterms?.isFormatOf?.[0],
        pageLink(entry.links, true),
        entry.content?.src,
        /^https?:\/\//i.test(entry.id ?? '') ? entry.id : undefined,
      ],
      titles: [
        atomText(entry.title),
        loose(entry.dc?.titles?.[0]),
        mediaText(entry.media?.title ?? entry.media?.groups?.[0]?.title),
      ],
      bodies: [
        atomText(entry.content),
        atomText(entry.summary),
        loose(entry.dc?.descriptions?.[0]),
        ...mediaBodies(entry.media),
      ],
      dates: [entry.published, ...dublinDates(entry.dc, entry.dcterms), entry.updated],
      language: entry.xml?.lang ?? entry.dc?.languages?.[0] ?? null,
      xmlBase: entry.xml?.base ?? null,
    })),
  }
}

/** JSON Feed 1.0 and 1.1. */
export function mapJson(feed: JsonFeed.Feed<string>): RawFeed {
  return {
    kind: 'json',
    titles: [literal(feed.title)],
    siteLinks: [feed.home_page_url],
    language: feed.language ?? null,
    xmlBase: null,
    ttlMs: null,
    skipHours: [],
    items: (feed.items ?? []).map((item) => ({
      ids: [item.id],
      links: [item.url, item.external_url, /^https?:\/\//i.test(item.id ?? '') ? item.id : undefined],
      titles: [literal(item.title)],
      bodies: [markup(item.content_html), literal(item.content_text), literal(item.summary)],
      dates: [item.date_published, item.date_modified],
      language: item.language ?? null,
      xmlBase: null,
    })),
  }
}

const loose = (value: string | undefined): RawText | undefined =>
  value === undefined ? undefined : { value, type: 'loose' }
const literal = (value: string | undefined): RawText | undefined =>
  value === undefined ? undefined : { value, type: 'text' }
const markup = (value: string | undefined): RawText | undefined =>
  value === undefined ? undefined : { value, type: 'html' }

function atomText(text: AtomText | undefined): RawText | undefined {
  if (text?.value === undefined) return undefined
  const type = text.type?.toLowerCase().trim() ?? 'text'
  const xmlBase = text.xml?.base ?? null
  if (type === 'text' || type === 'text/plain') return { value: text.value, type: 'text', xmlBase }
  if (type === 'application/octet-stream') return { value: decodeBase64(text.value), type: 'html', xmlBase }
  return { value: text.value, type: 'html', xmlBase }
}

function mediaText(text: MediaNs.TitleOrDescription | undefined): RawText | undefined {
  return text?.value === undefined ? undefined : { value: text.value, type: text.type === 'html' ? 'html' : 'loose' }
}

function mediaBodies(media: MediaNs.ItemOrFeed | undefined): (RawText | undefined)[] {
  const group = media?.groups?.[0]
  return [
    mediaText(media?.description),
    mediaText(group?.description),
    mediaText(media?.contents?.[0]?.description),
    mediaText(group?.contents?.[0]?.description),
  ]
}

function dublinDates(
  dc: DcNs.ItemOrFeed<string> | undefined,
  terms: DcTermsNs.ItemOrFeed<string> | undefined,
): (string | undefined)[] {
  return [
    dc?.dates?.[0],
    terms?.issued?.[0],
    terms?.created?.[0],
    terms?.dates?.[0],
    terms?.available?.[0],
    terms?.modified?.[0],
  ]
}

/** The link to the page: `alternate` (or none said), HTML before other types; for entries any other relation as a last resort. */
function pageLink(links: readonly AtomLink[] | undefined, canBeRelated: boolean): string | undefined {
  const alternates = links?.filter(
    (link) => link.href !== undefined && (link.rel === undefined || /(?:^|\/|\s)alternate$/i.test(link.rel)),
  )
  const best = alternates?.find((link) => link.type === undefined || /html/i.test(link.type)) ?? alternates?.[0]
  if (best !== undefined || !canBeRelated) return best?.href
  return links?.find((link) => link.rel === 'related' || link.rel === 'via' || link.rel === 'enclosure')?.href
}

function periodMs(sy: SyNs.Feed<string> | undefined): number | null {
  const periodMs = PERIOD_MS[sy?.updatePeriod?.toLowerCase().trim() ?? '']
  return periodMs === undefined ? null : Math.round(periodMs / Math.max(1, sy?.updateFrequency ?? 1))
}
