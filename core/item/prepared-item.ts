/** One entry, however it came in, ready to be stored: identified, cleaned, its language known and its place in time decided. */
export type PreparedItem = {
  /** Unique within its source. */
  sourceKey: string
  /** The page it stands on, across sources; null when it has no link of its own. */
  urlKey: string | null
  externalId: string | null
  url: string | null
  canonicalUrl: string | null
  title: string
  text: string
  html: string
  language: string
  publishedAt: Date | null
  publishedRaw: string | null
  eventAt: Date
  contentHash: string
  matchedTerms: string[]
  shard: string
}
