import type { FeedKind } from '@hub/core/item/feed-item.ts'

/** A text with how to read it: `text` is literal, `html` is mark-up, `loose` is RSS, where nobody says which of the two. */
export type RawText = { value: string; type: 'text' | 'html' | 'loose'; xmlBase?: string | null }

/** One entry as its format gives it, before dates, links and text are normalised. Candidate lists are in order of trust. */
export type RawItem = {
  ids: (string | undefined)[]
  links: (string | undefined)[]
  titles: (RawText | undefined)[]
  bodies: (RawText | undefined)[]
  dates: (string | undefined)[]
  language: string | null
  xmlBase: string | null
}

export type RawFeed = {
  kind: FeedKind
  titles: (RawText | undefined)[]
  siteLinks: (string | undefined)[]
  language: string | null
  xmlBase: string | null
  ttlMs: number | null
  skipHours: number[]
  items: RawItem[]
}
