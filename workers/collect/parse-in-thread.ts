import type { ParseResult } from '@hub/core/item/feed-item.ts'
import type { OpmlResult } from '@hub/core/source/parse-opml.ts'
import { createBoundedThread, type ParserThreadConfig } from './bounded-thread.ts'
import type { ParseAnswer, ParseQuestion } from './parse-thread.ts'
import { MAX_FEED_BYTES, type ParseFeedOptions } from './parse-feed.ts'

export const PARSER_THREAD_DEFAULTS: ParserThreadConfig = { timeLimitMs: 5000, heapMb: 384 }

/** A parser in a thread of its own. `close` ends it; questions still waiting are answered with `crashed`. */
export type ParserThread = {
  /** Like `parseFeed`, but bounded in time and memory whatever the bytes are. Copies them; never rejects. */
  parseInThread(bytes: Uint8Array, options: ParseFeedOptions): Promise<ParseResult>
  /** Like `parseOpml`, with the same bounds. Never rejects. */
  parseOpmlInThread(bytes: Uint8Array): Promise<OpmlResult>
  close(): Promise<void>
}

/** A parser in a thread that starts on first use, reads one document at a time and outlives every hostile one. */
export function createParserThread(config: ParserThreadConfig = PARSER_THREAD_DEFAULTS): ParserThread {
  const thread = createBoundedThread<ParseQuestion, ParseAnswer>(new URL('./parse-thread.ts', import.meta.url), config)
  let nextId = 1
  return {
    async parseInThread(bytes, options) {
      if (bytes.byteLength > MAX_FEED_BYTES)
        return { ok: false, error: { code: 'too_large', message: 'The document is larger than 15 MB.' } }
      const outcome = await thread.ask({ id: nextId++, kind: 'feed', bytes, options })
      if ('failure' in outcome) return { ok: false, error: outcome.failure }
      return outcome.answer.kind === 'feed'
        ? outcome.answer.result
        : { ok: false, error: { code: 'crashed', message: 'The parser gave an answer to another question.' } }
    },
    async parseOpmlInThread(bytes) {
      const outcome = await thread.ask({ id: nextId++, kind: 'opml', bytes })
      if ('answer' in outcome && outcome.answer.kind === 'opml') return outcome.answer.result
      return {
        title: '',
        entries: [],
        refused: [],
        error: 'failure' in outcome ? outcome.failure.message : 'The file could not be read.',
      }
    },
    close: () => thread.close(),
  }
}
