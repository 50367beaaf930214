import { parentPort } from 'node:worker_threads'
import type { ParseResult } from '@hub/core/item/feed-item.ts'
import type { OpmlResult } from '@hub/core/source/parse-opml.ts'
import { serveQuestions } from '../end-thread.ts'
import { THREAD_READY } from './bounded-thread.ts'
import { parseOpml } from './parse-opml.ts'
import { parseFeed, type ParseFeedOptions } from './parse-feed.ts'

/** What the parser thread is asked; `id` pairs question and answer. */
export type ParseQuestion =
  | { id: number; kind: 'feed'; bytes: Uint8Array; options: ParseFeedOptions }
  | { id: number; kind: 'opml'; bytes: Uint8Array }
export type ParseAnswer =
  | { id: number; kind: 'feed'; result: ParseResult }
  | { id: number; kind: 'opml'; result: OpmlResult }

serveQuestions((question: ParseQuestion): ParseAnswer =>
  question.kind === 'feed'
    ? { id: question.id, kind: 'feed', result: parseFeed(question.bytes, question.options) }
    : { id: question.id, kind: 'opml', result: parseOpml(question.bytes) },
)
parentPort?.postMessage(THREAD_READY)
