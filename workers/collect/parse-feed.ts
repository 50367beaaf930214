import type { ParseError, ParseErrorCode, ParsedFeed, ParseResult } from '@hub/core/item/feed-item.ts'
import { prepareXml, sniffRoot } from '@hub/core/source/prepare-xml.ts'
import { parseDataFeed } from './data-feed.ts'
import { decodeBytes } from './decode-bytes.ts'
import { findFeed } from './find-feed.ts'
import { findJsonFeed } from './json-vocabulary.ts'
import { normaliseFeed } from './normalise-feed.ts'
import { type Platform, parsePosts } from './parse-posts.ts'
import { readLenientJson } from './read-json.ts'
import { readElements } from './read-elements.ts'

export const MAX_FEED_BYTES = 15 * 1024 * 1024
/** More entries than any feed needs; the first ones are kept. */
export const MAX_FEED_ITEMS = 10_000

export type ParseFeedOptions = {
  contentType: string | null
  baseUrl: string | null
  /** Set when the document is a platform's answer rather than a feed. */
  platform?: Platform
}

/**
 * Reads RSS 0.9x/1.0/2.0, Atom and JSON Feed from the bytes of a response, however broken. Returns the feed or a plain
 * reason; never throws on any input, but hostile input can take long, so untrusted bytes go through `parseInThread`.
 */
export function parseFeed(bytes: Uint8Array, options: ParseFeedOptions): ParseResult {
  if (bytes.byteLength > MAX_FEED_BYTES) return refuse('too_large', 'The document is larger than 15 MB.')
  const { text } = decodeBytes(bytes, options.contentType)
  if (options.platform !== undefined) return parsePosts(text, options.platform, options.baseUrl)
  try {
    const read = looksLikeJson(text) ? readJson(text, options.baseUrl) : readXml(text, options.baseUrl)
    return 'code' in read ? { ok: false, error: read } : { ok: true, feed: read }
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

/** JSON from its first sign on, or after a server's warning when no feed in XML follows that. */
function looksLikeJson(text: string): boolean {
  if (/^[\s\ufeff]*(?:\{\s*["}]|\[\s*[[\]{"])/.test(text)) return true
  return (
    text.slice(0, 20_000).includes('jsonfeed.org/version/') &&
    !/<(?:rss|feed|rdf:rdf)[\s>]/i.test(text.slice(0, 20_000))
  )
}

function readJson(text: string, baseUrl: string | null): ParsedFeed | ParseError {
  const dataFeed = parseDataFeed(text, baseUrl)
  if (dataFeed !== null) return dataFeed
  const value = readLenientJson(text)
  if (value === undefined) return { code: 'not_a_feed', message: 'The document is broken JSON.' }
  const found = findJsonFeed(value, MAX_FEED_ITEMS)
  return found === null
    ? { code: 'not_a_feed', message: 'The document is JSON, but not a JSON Feed.' }
    : normaliseFeed(found, baseUrl)
}

function readXml(text: string, baseUrl: string | null): ParsedFeed | ParseError {
  const prepared = prepareXml(text)
  if (prepared.trim() === '') return { code: 'empty', message: 'The document is empty.' }
  const root = sniffRoot(prepared)
  if (root === 'html') return { code: 'web_page', message: 'The address shows a web page, not a feed.' }
  if (root === 'opml')
    return { code: 'not_a_feed', message: 'The document is an OPML list of feeds; import it instead.' }
  if (root === null) return { code: 'not_a_feed', message: 'The document is neither RSS, Atom nor JSON Feed.' }
  const document = readElements(prepared, MAX_FEED_ITEMS)
  if (document === 'too_deep')
    return { code: 'too_deep', message: 'The document nests its elements deeper than any feed does.' }
  if (document === null) return TOO_BROKEN
  const saysNothing = document.entries.length + document.channel.children.length === 0
  return saysNothing && !ROOT_END.test(prepared) ? TOO_BROKEN : normaliseFeed(findFeed(document, root), baseUrl)
}

const TOO_BROKEN: ParseError = {
  code: 'not_a_feed',
  message: 'The document starts like a feed but is too broken to read.',
}
/** A document that says nothing and does not even end is a transfer that broke off, not an empty feed. */
const ROOT_END = /<\/(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>|\/>\s*$/i
