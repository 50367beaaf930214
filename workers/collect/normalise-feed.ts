import type { ClaimReview } from '@hub/core/claim/claim-review.ts'
import { extractClaimReviews } from '@hub/core/claim/extract-claim-reviews.ts'
import type { FeedItem, FeedKind, ParsedFeed } from '@hub/core/item/feed-item.ts'
import { languageCode } from '@hub/core/item/language-code.ts'
import { cleanHtml, type CleanHtml } from './clean-html.ts'
import { escapeHtml } from './escape-html.ts'
import type { FeedVocabulary, FoundFeed, RawLink, RawText, Reader } from './feed-vocabulary.ts'
import { parseDate } from './parse-date.ts'
import { narrowBase, resolveUrl } from './resolve-url.ts'

const MAX_TITLE_LENGTH = 500
const FALLBACK_TITLE_LENGTH = 100
/** Longer bodies are cut: no reader and no model of a narrative needs more of one article. */
const MAX_BODY_LENGTH = 500_000
const LOOKS_LIKE_HTML =
  /<\/?(?:a|abbr|acronym|b|big|bdi|bdo|br|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|li|mark|nobr|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|tt|u|ul|wbr)(?:\s[^<>]*)?\/?>|&(?:#\d{1,6}|#x[\da-f]{1,6}|[a-z]{2,20});/i

/** Turns what a format's vocabulary finds into the hub's own items: absolute links, real dates, plain text, safe HTML. */
export function normaliseFeed<Source>(found: FoundFeed<Source>, baseUrl: string | null): ParsedFeed {
  const { kind, feed, feedVocabulary } = found
  const documentBase = found.xmlBases.reduce(narrowBase, baseUrl)
  const siteUrl = firstOf(feedVocabulary.links, feed, (link) => resolveLink(link, documentBase))
  const language = languageCode(firstOf(feedVocabulary.languages, feed, nonEmpty))
  const skipDays = feedVocabulary.skipDays(feed) ?? []
  const entryBase = found.xmlBases.length === 0 ? pickEntryBase(kind, siteUrl, documentBase) : documentBase
  return {
    kind,
    title: firstOf(feedVocabulary.titles, feed, readTitle) ?? siteUrl ?? baseUrl ?? '',
    siteUrl,
    language,
    ttlMs: firstOf(feedVocabulary.ttlsMs, feed, (ttlMs) => ttlMs),
    skipHours: feedVocabulary.skipHours(feed) ?? [],
    ...(skipDays.length === 0 ? {} : { skipDays }),
    ...hubOf(feedVocabulary, feed, documentBase),
    items: found.entries.map((entry) => normaliseItem(found, entry, entryBase, language)),
  }
}

function hubOf<Source>(vocabulary: FeedVocabulary<Source>, feed: Source, base: string | null) {
  const hubUrl = firstOf(vocabulary.hubs, feed, (link) => resolveLink(link, base))
  if (hubUrl === null) return {}
  const selfUrl = firstOf(vocabulary.selves, feed, (link) => resolveLink(link, base))
  return selfUrl === null ? { hubUrl } : { hubUrl, selfUrl }
}

/**
 * RSS knows no base of its own; its authors mean their site, which the feed's host often is not. Atom means the document,
 * except where a third party serves it.
 */
function pickEntryBase(kind: FeedKind, siteUrl: string | null, documentBase: string | null): string | null {
  if (siteUrl === null || documentBase === null) return siteUrl ?? documentBase
  return kind !== 'atom' || new URL(siteUrl).host !== new URL(documentBase).host ? siteUrl : documentBase
}

function normaliseItem<Source>(
  { entryVocabulary: vocabulary }: FoundFeed<Source>,
  entry: Source,
  feedBase: string | null,
  feedLanguage: string | null,
): FeedItem {
  const base = narrowBase(feedBase, firstOf(vocabulary.bases, entry, nonEmpty))
  const url = firstOf(vocabulary.links, entry, (link) => resolveLink(link, base))
  const { text, html } = readBody(vocabulary.bodies, entry, url ?? base)
  const claimReviews = readReviews(vocabulary.bodies, entry, url)
  return {
    externalId: firstOf(vocabulary.ids, entry, nonEmpty),
    url,
    title: firstOf(vocabulary.titles, entry, readTitle) ?? fallbackTitle(text, url),
    publishedAt: firstOf(vocabulary.dates, entry, parseDate),
    publishedRaw: firstOf(vocabulary.dates, entry, nonEmpty),
    text,
    html,
    language: firstOf(vocabulary.languages, entry, languageCode) ?? feedLanguage,
    ...(claimReviews.length === 0 ? {} : { claimReviews }),
  }
}

/** The reviews of claims that a body carries as JSON-LD: cleaning drops them with every other script. */
function readReviews<Source>(
  readers: readonly Reader<Source, RawText>[],
  entry: Source,
  url: string | null,
): ClaimReview[] {
  for (const read of readers) {
    const found = extractClaimReviews(read(entry)?.value ?? '', url)
    if (found.length > 0) return found
  }
  return []
}

/** The first reader's value that means something; readers after it are not asked. */
function firstOf<Source, Raw, Value>(
  readers: readonly Reader<Source, Raw>[],
  source: Source,
  accept: (raw: Raw) => Value | null,
): Value | null {
  for (const read of readers) {
    const raw = read(source)
    const value = raw === undefined ? null : accept(raw)
    if (value !== null) return value
  }
  return null
}

function nonEmpty(value: string): string | null {
  const trimmed = value.trim()
  return trimmed === '' ? null : trimmed
}

function resolveLink(link: RawLink, base: string | null): string | null {
  return resolveUrl(link.href, narrowBase(base, link.xmlBase))
}

/** The first body with words in it; the order of readers is the order of completeness. */
function readBody<Source>(
  readers: readonly Reader<Source, RawText>[],
  entry: Source,
  baseUrl: string | null,
): CleanHtml {
  const hasWords = (body: CleanHtml) => (body.text === '' ? null : body)
  return firstOf(readers, entry, (raw) => hasWords(readText(raw, baseUrl))) ?? { text: '', html: '' }
}

function readText(raw: RawText, baseUrl: string | null): CleanHtml {
  const value = raw.value.length > MAX_BODY_LENGTH ? raw.value.slice(0, MAX_BODY_LENGTH) : raw.value
  if (raw.type !== 'text') return cleanHtml(value, narrowBase(baseUrl, raw.xmlBase))
  const text = value.replace(/\r\n?/g, '\n').trim()
  return { text, html: escapeHtml(text).replace(/\n/g, '<br />') }
}

function readTitle(title: RawText): string | null {
  const isLiteral = title.type === 'text' || (title.type === 'loose' && !LOOKS_LIKE_HTML.test(title.value))
  const text = isLiteral ? title.value : cleanHtml(title.value, null).text
  return nonEmpty(text.replace(/\s+/g, ' ').trim().slice(0, MAX_TITLE_LENGTH))
}

function fallbackTitle(text: string, url: string | null): string {
  const line = text
    .slice(0, FALLBACK_TITLE_LENGTH * 4)
    .replace(/\s+/g, ' ')
    .trim()
  if (line === '') return url ?? ''
  if (line.length <= FALLBACK_TITLE_LENGTH) return line
  const cut = line.slice(0, FALLBACK_TITLE_LENGTH)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), FALLBACK_TITLE_LENGTH / 2)).trimEnd()}…`
}
