import { parseAtomFeed, parseJsonFeed, ParseError as NothingToMapError, parseRdfFeed, parseRssFeed } from 'feedsmith'
import type { FeedKind, ParseError, ParseErrorCode, ParseResult } from '@hub/core/item/feed-item.ts'
import { decodeBytes } from './decode-bytes.ts'
import { mapAtom, mapJson, mapRdf, mapRss } from './map-feed.ts'
import { measureXml } from './measure-xml.ts'
import { normaliseFeed } from './normalise-feed.ts'
import { type Platform, parsePosts } from './parse-posts.ts'
import { prepareXml, sniffRoot, type XmlRoot } from '@hub/core/source/prepare-xml.ts'
import type { RawFeed } from './raw-feed.ts'
import { MAX_DEPTH, repairXml } from './repair-xml.ts'
import { unifyDialect } from './unify-dialect.ts'

export const MAX_FEED_BYTES = 15 * 1024 * 1024
/** More entries than any feed needs; the first ones are kept. */
export const MAX_FEED_ITEMS = 10_000
const MAX_TAG_LENGTH = 20_000
/** Forgotten ends make honest feeds some thousand deep at worst; what is deeper was built to be slow. */
const MAX_MEASURED_DEPTH = 15_000

export type ParseFeedOptions = {
  contentType: string | null
  baseUrl: string | null
  /** Set when the document is a platform's answer rather than a feed. */
  platform?: Platform
}

/**
 * Reads RSS 0.9x/1.0/2.0, Atom and JSON Feed from the bytes of a response. A document that its mapping cannot read, or
 * reads only in part, is repaired and read again. Returns the feed or a plain reason; never throws on any input, but
 * hostile input can take long, so untrusted bytes go through `parseInThread`.
 */
export function parseFeed(bytes: Uint8Array, options: ParseFeedOptions): ParseResult {
  if (bytes.byteLength > MAX_FEED_BYTES) return refuse('too_large', 'The document is larger than 15 MB.')
  const { text } = decodeBytes(bytes, options.contentType)
  if (options.platform !== undefined) return parsePosts(text, options.platform, options.baseUrl)
  try {
    const raw = /^[\s\ufeff]*[{[]/.test(text) ? readJson(text) : readXml(text)
    return 'code' in raw ? { ok: false, error: raw } : { ok: true, feed: normaliseFeed(raw, options.baseUrl) }
  } catch (error) {
    return refuse(
      'crashed',
      `The document could not be read: ${error instanceof Error ? error.message : 'unknown fault'}.`,
    )
  }
}

function refuse(code: ParseErrorCode, message: string): { ok: false; error: ParseError } {
  return { ok: false, error: { code, message } }
}

function readJson(text: string): RawFeed | ParseError {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return { code: 'not_a_feed', message: 'The document is broken JSON.' }
  }
  const document = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  if (!('items' in document) || !Array.isArray(document.items))
    return { code: 'not_a_feed', message: 'The document is JSON, but not a JSON Feed.' }
  // The mapping recognises a feed by version or title; lists of items without either occur and are readable.
  const version =
    'version' in document && String(document.version).includes('jsonfeed.org/version/')
      ? document.version
      : 'https://jsonfeed.org/version/1.1'
  try {
    return mapJson(parseJsonFeed({ ...document, version }, { maxItems: MAX_FEED_ITEMS }))
  } catch {
    const isDeclared = 'version' in document && version === document.version
    return isDeclared
      ? emptyFeed('json')
      : { code: 'not_a_feed', message: 'The document is JSON, but not a JSON Feed.' }
  }
}

function readXml(text: string): RawFeed | ParseError {
  const prepared = prepareXml(text)
  if (prepared.trim() === '') return { code: 'empty', message: 'The document is empty.' }
  const root = sniffRoot(prepared)
  if (root === 'html') return { code: 'web_page', message: 'The address shows a web page, not a feed.' }
  if (root === 'opml')
    return { code: 'not_a_feed', message: 'The document is an OPML list of feeds; import it instead.' }
  if (root === null) return { code: 'not_a_feed', message: 'The document is neither RSS, Atom nor JSON Feed.' }
  const unified = unifyDialect(prepared)
  const measure = measureXml(unified)
  if (measure.maxDepth > MAX_MEASURED_DEPTH)
    return { code: 'too_deep', message: 'The document nests its elements deeper than any feed does.' }
  const isHostile = measure.maxDepth > MAX_DEPTH * 4 || measure.longestTag > MAX_TAG_LENGTH
  const first = isHostile ? null : tryMap(unified, root)
  const isWhole =
    first !== null && !measure.hasEntryEndInCdata && first.items.length >= Math.min(measure.entryCount, MAX_FEED_ITEMS)
  if (isWhole) return saysNothing(first) && !ROOT_END.test(prepared) ? TOO_BROKEN : first
  const second = tryMap(repairXml(unified), root)
  const best = second !== null && second.items.length > (first?.items.length ?? -1) ? second : first
  return best === null || (saysNothing(best) && !ROOT_END.test(prepared)) ? TOO_BROKEN : best
}

const TOO_BROKEN: ParseError = {
  code: 'not_a_feed',
  message: 'The document starts like a feed but is too broken to read.',
}
/** A document that says nothing and does not even end is a transfer that broke off, not an empty feed. */
const ROOT_END = /<\/(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>|\/>\s*$/i

function saysNothing({ items, titles, siteLinks }: RawFeed): boolean {
  return items.length + titles.length + siteLinks.length === 0
}

/** A feed that says nothing yet is still a feed. */
function emptyFeed(kind: FeedKind): RawFeed {
  return { kind, titles: [], siteLinks: [], language: null, xmlBase: null, ttlMs: null, skipHours: [], items: [] }
}

function tryMap(xml: string, root: XmlRoot): RawFeed | null {
  const options = { maxItems: MAX_FEED_ITEMS }
  try {
    if (root === 'rss') return mapRss(parseRssFeed(xml, options))
    if (root === 'atom') return mapAtom(parseAtomFeed(xml, options))
    if (root === 'rdf') return mapRdf(parseRdfFeed(xml, options))
    return root === 'channel'
      ? mapRss(parseRssFeed(`<rss version="2.0">${xml.replace(/^\s*<\?xml[^>]*\?>/, '')}</rss>`, options))
      : null
  } catch (error) {
    return error instanceof NothingToMapError ? emptyFeed(root === 'atom' || root === 'rdf' ? root : 'rss') : null
  }
}
