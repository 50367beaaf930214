import type { FeedFetcher } from '../collect/fetch-feed.ts'
import type { ParserThread } from '../collect/parse-in-thread.ts'
import type { Politeness } from '../poll/politeness.ts'
import type { PageParser } from './page-parser.ts'
import type { Robots } from './robots.ts'

/** What pages are read with: the one door to the network, the sites' turns and wishes, and threads that may die. */
export type PageTools = {
  fetcher: FeedFetcher
  politeness: Politeness
  parser: ParserThread
  pages: PageParser
  robots: Robots
}
