import type { EntryVocabulary, FeedVocabulary, FoundFeed, RawLink, RawText, Reader } from './feed-vocabulary.ts'

/** A JSON object of which nothing is known yet. */
export type JsonSource = Readonly<Record<string, unknown>>

// NUL is no character of any text and no database takes it.
// oxlint-disable-next-line no-control-regex
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

/** A string member; numbers count, because ids are often written as such. */
function words(name: string): Reader<JsonSource, string> {
  return (source) => {
    const value = Object.hasOwn(source, name) ? source[name] : undefined
    if (typeof value === 'number') return String(value)
    return typeof value === 'string' && value.trim() !== '' ? value.toWellFormed().replace(ILLEGAL, '') : undefined
  }
}

function text(name: string, type: RawText['type']): Reader<JsonSource, RawText> {
  const read = words(name)
  return (source) => {
    const value = read(source)
    return value === undefined ? undefined : { value, type }
  }
}

function link(name: string): Reader<JsonSource, RawLink> {
  const read = words(name)
  return (source) => {
    const href = read(source)
    return href === undefined ? undefined : { href }
  }
}

const idAsLink: Reader<JsonSource, RawLink> = (source) => {
  const id = words('id')(source)
  return id !== undefined && /^https?:\/\//i.test(id) ? { href: id } : undefined
}

/** JSON Feed 1.0 and 1.1. Authors are never read. */
const JSON_ENTRY: EntryVocabulary<JsonSource> = {
  ids: [words('id'), words('guid')],
  links: [link('url'), link('external_url'), idAsLink],
  titles: [text('title', 'text')],
  bodies: [text('content_html', 'html'), text('content_text', 'text'), text('summary', 'text')],
  dates: [words('date_published'), words('date_modified')],
  languages: [words('language')],
  bases: [],
}

/** The first hub that speaks WebSub (JSON Feed 1.1 `hubs`). */
const readHub: Reader<JsonSource, RawLink> = ({ hubs }) => {
  const hub = Array.isArray(hubs)
    ? hubs.filter(isObject).find(({ type }) => typeof type === 'string' && /^websub$|^pubsubhubbub$/i.test(type))
    : undefined
  return typeof hub?.['url'] === 'string' ? { href: hub['url'] } : undefined
}

const JSON_FEED: FeedVocabulary<JsonSource> = {
  titles: [text('title', 'text')],
  links: [link('home_page_url')],
  languages: [words('language')],
  ttlsMs: [],
  skipHours: () => undefined,
  skipDays: () => undefined,
  hubs: [readHub],
  selves: [link('feed_url')],
}

/**
 * The JSON Feed in a parsed document, or null when it is none: it must be an object with a list of items, and say that it
 * is a JSON Feed or have items that look like it. Members of the list that are no objects are passed over.
 */
export function findJsonFeed(document: unknown, maxItems: number): FoundFeed<JsonSource> | null {
  if (!isObject(document) || !Array.isArray(document['items'])) return null
  const entries = document['items'].slice(0, maxItems).filter(isObject)
  const isDeclared = String(document['version'] ?? '').includes('jsonfeed.org/version/')
  const isLikely =
    typeof document['title'] === 'string' || entries.some((entry) => 'content_html' in entry || 'content_text' in entry)
  if (!isDeclared && !isLikely) return null
  return { kind: 'json', feed: document, entries, xmlBases: [], feedVocabulary: JSON_FEED, entryVocabulary: JSON_ENTRY }
}

function isObject(value: unknown): value is JsonSource {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
