import { parentPort } from 'node:worker_threads'

import { THREAD_READY } from '../collect/bounded-thread.ts'
import { decodeBytes } from '../collect/decode-bytes.ts'
import { serveQuestions } from '../end-thread.ts'
import { type ArticleResult, readArticle } from './read-article.ts'
import { type FeedLinks, readFeedLinks } from './read-feed-links.ts'

/** A page as it was fetched; `url` is where redirects led. */
export type PageDocument = { bytes: Uint8Array; contentType: string | null; url: string }

export type PageQuestion = { id: number; kind: 'links' | 'article'; document: PageDocument }
export type PageAnswer =
  | { id: number; kind: 'links'; links: FeedLinks }
  | { id: number; kind: 'article'; result: ArticleResult }

serveQuestions(({ id, kind, document }: PageQuestion): PageAnswer => {
  const { text } = decodeBytes(document.bytes, document.contentType)
  return kind === 'links'
    ? { id, kind, links: readFeedLinks(text, document.url) }
    : { id, kind, result: readArticle(text, document.url) }
})
parentPort?.postMessage(THREAD_READY)
