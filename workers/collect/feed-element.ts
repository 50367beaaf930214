/**
 * One element of a feed document. `name` is lower case with the prefix its vocabulary is known by (`dc:date`), without one
 * for the feed's own vocabulary. `start` and `end` bound what it holds in the document's text. `hasMarkup` says that other
 * elements stand in it; they are `children` only where fields are kept (feed, entry, groups), and else part of a text.
 */
export type FeedElement = {
  name: string
  attributes: ReadonlyMap<string, string>
  children: FeedElement[]
  start: number
  end: number
  hasMarkup: boolean
}

/** A feed document as its elements: the one that describes the feed, and the entries in document order. */
export type FeedDocument = { text: string; root: FeedElement; channel: FeedElement; entries: FeedElement[] }
