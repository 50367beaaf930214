import type { FeedItem, ParsedFeed } from '@hub/core/item/feed-item.ts'
import { languageCode } from '@hub/core/item/language-code.ts'
import { htmlToText } from './html-to-text.ts'
import { parseDate } from './parse-date.ts'
import type { RawFeed, RawItem, RawText } from './raw-feed.ts'
import { narrowBase, resolveUrl } from './resolve-url.ts'
import { escapeHtml, sanitiseHtml } from './sanitise-html.ts'

const MAX_TITLE_LENGTH = 500
const FALLBACK_TITLE_LENGTH = 100
/** Longer bodies are cut: no reader and no model of a narrative needs more of one article. */
const MAX_BODY_LENGTH = 500_000
const LOOKS_LIKE_HTML =
  /<\/?(?:a|abbr|acronym|b|big|bdi|bdo|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|li|mark|nobr|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|tt|u|ul|wbr)(?:\s[^<>]*)?\/?>|&(?:#\d{1,6}|#x[\da-f]{1,6}|[a-z]{2,20});/i

/** Turns what a format mapping found into the hub's own items: absolute links, real dates, plain text, safe HTML. */
export function normaliseFeed(raw: RawFeed, baseUrl: string | null): ParsedFeed {
  const documentBase = narrowBase(baseUrl, raw.xmlBase)
  const siteUrl = firstOf(raw.siteLinks, (link) => resolveUrl(link, documentBase))
  const entryBase = raw.xmlBase === null ? pickEntryBase(raw.kind, siteUrl, documentBase) : documentBase
  const language = languageCode(raw.language)
  return {
    kind: raw.kind,
    title: firstOf(raw.titles, (title) => nonEmpty(readTitle(title))) ?? siteUrl ?? baseUrl ?? '',
    siteUrl,
    language,
    ttlMs: raw.ttlMs,
    skipHours: raw.skipHours,
    items: raw.items.map((item) => normaliseItem(item, entryBase, language)),
  }
}

/**
 * RSS knows no base of its own; its authors mean their site, which the feed's host often is not. Atom means the document,
 * except where a third party serves it.
 */
function pickEntryBase(kind: RawFeed['kind'], siteUrl: string | null, documentBase: string | null): string | null {
  if (siteUrl === null || documentBase === null) return siteUrl ?? documentBase
  return kind !== 'atom' || new URL(siteUrl).host !== new URL(documentBase).host ? siteUrl : documentBase
}

function normaliseItem(raw: RawItem, feedBase: string | null, feedLanguage: string | null): FeedItem {
  const base = narrowBase(feedBase, raw.xmlBase)
  const url = firstOf(raw.links, (link) => resolveUrl(link, base))
  const body = pickBody(raw.bodies)
  const bodyBase = narrowBase(url ?? base, body?.xmlBase)
  const text = body === undefined ? '' : readText(body)
  const publishedRaw = firstOf(raw.dates, nonEmpty)
  const title = firstOf(raw.titles, (candidate) => nonEmpty(readTitle(candidate))) ?? fallbackTitle(text, url)
  return {
    externalId: firstOf(raw.ids, nonEmpty),
    url,
    title,
    publishedAt: firstOf(raw.dates, parseDate),
    publishedRaw,
    text,
    html:
      body === undefined
        ? ''
        : body.type === 'text'
          ? escapeHtml(body.value).replace(/\r?\n/g, '<br />')
          : sanitiseHtml(body.value, bodyBase),
    language: languageCode(raw.language) ?? feedLanguage,
  }
}

function firstOf<Raw, Value>(
  candidates: readonly (Raw | undefined)[],
  read: (candidate: Raw) => Value | null,
): Value | null {
  for (const candidate of candidates) {
    const value = candidate === undefined ? null : read(candidate)
    if (value !== null) return value
  }
  return null
}

function nonEmpty(value: string): string | null {
  const trimmed = value.trim()
  return trimmed === '' ? null : trimmed
}

/** The first body that says anything; the order of candidates is the order of completeness. */
function pickBody(bodies: readonly (RawText | undefined)[]): RawText | undefined {
  const found = bodies.find((body) => body !== undefined && body.value.trim() !== '')
  if (found === undefined || found.value.length <= MAX_BODY_LENGTH) return found
  return { ...found, value: found.value.slice(0, MAX_BODY_LENGTH) }
}

function readText(body: RawText): string {
  return body.type === 'text' ? body.value.replace(/\r\n?/g, '\n').trim() : htmlToText(body.value)
}

function readTitle(title: RawText): string {
  const isLiteral = title.type === 'text' || !LOOKS_LIKE_HTML.test(title.value)
  const text = isLiteral ? title.value : htmlToText(title.value)
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_TITLE_LENGTH)
}

function fallbackTitle(text: string, url: string | null): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line === '') return url ?? ''
  if (line.length <= FALLBACK_TITLE_LENGTH) return line
  const cut = line.slice(0, FALLBACK_TITLE_LENGTH)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), FALLBACK_TITLE_LENGTH / 2)).trimEnd()}…`
}
