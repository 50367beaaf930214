import type { PageProblem } from '@hub/core/source/page-order.ts'

import { createBoundedThread, type ParserThreadConfig } from '../collect/bounded-thread.ts'
import type { PageAnswer, PageDocument, PageQuestion } from './page-thread.ts'
import type { FeedLinks } from './read-feed-links.ts'
import type { ArticleResult } from './read-article.ts'

export const PAGE_PARSER_DEFAULTS: ParserThreadConfig = { timeLimitMs: 1000, heapMb: 256 }

/** Reads pages in a thread of its own, bounded in time and memory whatever the bytes are. Never rejects. */
export type PageParser = {
  readFeedLinks(document: PageDocument): Promise<FeedLinks>
  readArticle(document: PageDocument): Promise<ArticleResult>
  close(): Promise<void>
}

const NO_LINKS: FeedLinks = { title: null, links: [] }

/** A page parser whose thread starts on first use and is replaced when a page was too much for it. */
export function createPageParser(config: ParserThreadConfig = PAGE_PARSER_DEFAULTS): PageParser {
  const file = new URL('./page-thread.ts', import.meta.url)
  const thread = createBoundedThread<PageQuestion, PageAnswer>(file, config)
  let nextId = 1
  return {
    async readFeedLinks(document) {
      const outcome = await thread.ask({ id: nextId++, kind: 'links', document })
      return 'answer' in outcome && outcome.answer.kind === 'links' ? outcome.answer.links : NO_LINKS
    },
    async readArticle(document) {
      const outcome = await thread.ask({ id: nextId++, kind: 'article', document })
      if ('answer' in outcome && outcome.answer.kind === 'article') return outcome.answer.result
      return { ok: false, problem: 'failure' in outcome ? sayFailure(outcome.failure) : CRASHED }
    },
    close: () => thread.close(),
  }
}

const BY_HAND = 'Open it in your browser and copy the part that matters.'
const CRASHED: PageProblem = { code: 'crashed', message: `The page could not be read. ${BY_HAND}` }

function sayFailure({ code, message }: { code: string; message: string }): PageProblem {
  return { code, message: `${message.replace('document', 'page')} ${BY_HAND}` }
}
