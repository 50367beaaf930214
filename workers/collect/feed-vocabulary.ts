import type { FeedKind } from '@hub/core/item/feed-item.ts'

/** A text with how to read it: `text` is literal, `html` is mark-up, `loose` is RSS, where nobody says which of the two. */
export type RawText = { value: string; type: 'text' | 'html' | 'loose'; xmlBase?: string | undefined }
/** An address as written, with the base its own element states. */
export type RawLink = { href: string; xmlBase?: string | undefined }

/** Reads one thing from a source, or nothing when the source does not say it. */
export type Reader<Source, Value> = (source: Source) => Value | undefined

/** Where a format keeps an entry's fields, each list in order of trust. Author fields are in no list: names are never read. */
export type EntryVocabulary<Source> = {
  ids: readonly Reader<Source, string>[]
  links: readonly Reader<Source, RawLink>[]
  titles: readonly Reader<Source, RawText>[]
  bodies: readonly Reader<Source, RawText>[]
  dates: readonly Reader<Source, string>[]
  languages: readonly Reader<Source, string>[]
  bases: readonly Reader<Source, string>[]
}

/** Where a format keeps what describes the feed itself. */
export type FeedVocabulary<Source> = {
  titles: readonly Reader<Source, RawText>[]
  links: readonly Reader<Source, RawLink>[]
  languages: readonly Reader<Source, string>[]
  ttlsMs: readonly Reader<Source, number>[]
  skipHours: Reader<Source, number[]>
  skipDays: Reader<Source, number[]>
  /** Where its news can be subscribed to, and its own address there. */
  hubs: readonly Reader<Source, RawLink>[]
  selves: readonly Reader<Source, RawLink>[]
}

/** A document that a format has been found for: what to read, and how. `xmlBases` narrow from the outside in. */
export type FoundFeed<Source> = {
  kind: FeedKind
  feed: Source
  entries: readonly Source[]
  xmlBases: readonly string[]
  feedVocabulary: FeedVocabulary<Source>
  entryVocabulary: EntryVocabulary<Source>
}
