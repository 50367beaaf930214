import type { ClaimReview } from '../claim/claim-review.ts'

/** What a feed format a document turned out to be. */
export const FEED_KINDS = ['rss', 'atom', 'rdf', 'json'] as const
export type FeedKind = (typeof FEED_KINDS)[number]

/**
 * One entry of a feed as the parser hands it over. There is no author field: author names are dropped while parsing.
 * `publishedAt` is null when the feed gives no date or one that cannot be read; `publishedRaw` keeps what it said.
 * `text` is plain text in reading order, `html` is sanitised, `url` is absolute http(s), `language` is ISO 639-1 as declared.
 */
export type FeedItem = {
  externalId: string | null
  /** Names the same entry in every source, where it has no address of its own that could. */
  sharedKey?: string
  url: string | null
  title: string
  publishedAt: Date | null
  publishedRaw: string | null
  text: string
  html: string
  language: string | null
  /** What the entry itself says of claims, as schema.org ClaimReview. */
  claimReviews?: ClaimReview[]
}

/** A parsed feed. `ttlMs` is the interval the feed itself asks for (RSS ttl, sy:updatePeriod), `skipHours` are UTC hours, `skipDays` UTC days from Sunday (0). */
export type ParsedFeed = {
  kind: FeedKind
  title: string
  siteUrl: string | null
  language: string | null
  ttlMs: number | null
  skipHours: number[]
  skipDays?: number[]
  items: FeedItem[]
  /** Entries passed over because whoever wrote them, or the platform, asks for it. */
  leftOut?: number
  /** Where older entries are, when the document is one page of several. */
  nextPageUrl?: string | null
  /** Where the feed's news can be subscribed to, and under which address (W3C WebSub). */
  hubUrl?: string
  selfUrl?: string
}

/** Why a document could not be read as a feed; `message` is a plain sentence for the source's health. */
export const PARSE_ERROR_CODES = [
  'empty',
  'not_a_feed',
  'web_page',
  'too_large',
  'too_deep',
  'timed_out',
  'crashed',
] as const
export type ParseErrorCode = (typeof PARSE_ERROR_CODES)[number]
export type ParseError = { code: ParseErrorCode; message: string }

export type ParseResult = { ok: true; feed: ParsedFeed } | { ok: false; error: ParseError }
