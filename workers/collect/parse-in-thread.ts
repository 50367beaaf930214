import { Worker } from 'node:worker_threads'
import type { ParseErrorCode, ParseResult } from '@hub/core/item/feed-item.ts'
import type { OpmlResult } from '@hub/core/source/parse-opml.ts'
import { MAX_FEED_BYTES, type ParseFeedOptions } from './parse-feed.ts'
import type { ParseAnswer, ParseQuestion } from './parse-thread.ts'

export type ParserThreadConfig = { timeLimitMs: number; heapMb: number }
export const PARSER_THREAD_DEFAULTS: ParserThreadConfig = { timeLimitMs: 5000, heapMb: 384 }

type Failure = { code: ParseErrorCode; message: string }
type Outcome = { answer: ParseAnswer } | { failure: Failure }
type Task = { question: ParseQuestion; resolve: (outcome: Outcome) => void }

/** A parser in a thread of its own. `close` ends it; questions still waiting are answered with `crashed`. */
export type ParserThread = {
  /** Like `parseFeed`, but bounded in time and memory whatever the bytes are. Copies them; never rejects. */
  parseInThread(bytes: Uint8Array, options: ParseFeedOptions): Promise<ParseResult>
  /** Like `parseOpml`, with the same bounds. Never rejects. */
  parseOpmlInThread(bytes: Uint8Array): Promise<OpmlResult>
  close(): Promise<void>
}

/**
 * Starts a parser thread on first use. One document is read at a time; one that takes longer than the limit, or more
 * memory, ends the thread, gets a plain error, and the next document finds a new thread.
 */
export function createParserThread(config: ParserThreadConfig = PARSER_THREAD_DEFAULTS): ParserThread {
  const waiting: Task[] = []
  let worker: Worker | null = null
  let current: Task | null = null
  let timer: NodeJS.Timeout | undefined
  let nextId = 1
  let isClosed = false

  function finish(outcome: Outcome): void {
    clearTimeout(timer)
    const task = current
    current = null
    task?.resolve(outcome)
    startNext()
  }

  function abandonWorker(failure: Failure): void {
    const dead = worker
    worker = null
    dead?.removeAllListeners()
    // A dying thread may still report its own end.
    dead?.on('error', () => undefined)
    void dead?.terminate()
    if (current !== null) finish({ failure })
  }

  function openWorker(): Worker {
    const opened = new Worker(new URL('./parse-thread.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: config.heapMb, stackSizeMb: 8 },
    })
    opened.unref()
    opened.on('message', (answer: ParseAnswer) => {
      if (answer.id === current?.question.id) finish({ answer })
    })
    opened.on('error', (error) =>
      abandonWorker({ code: 'crashed', message: `The document could not be read (${error.message}).` }),
    )
    opened.on('exit', () =>
      abandonWorker({ code: 'crashed', message: 'The document used up the memory a feed may take.' }),
    )
    return opened
  }

  function startNext(): void {
    if (current !== null) return
    const task = waiting.shift()
    if (task === undefined) {
      worker?.unref()
      return
    }
    current = task
    worker ??= openWorker()
    worker.ref()
    timer = setTimeout(
      () =>
        abandonWorker({
          code: 'timed_out',
          message: `Reading the document took longer than ${config.timeLimitMs / 1000} s.`,
        }),
      config.timeLimitMs,
    )
    worker.postMessage(task.question)
  }

  function ask(question: ParseQuestion): Promise<Outcome> {
    if (isClosed) return Promise.resolve({ failure: { code: 'crashed', message: 'The hub is shutting down.' } })
    return new Promise((resolve) => {
      waiting.push({ question, resolve })
      startNext()
    })
  }

  return {
    async parseInThread(bytes, options) {
      if (bytes.byteLength > MAX_FEED_BYTES)
        return { ok: false, error: { code: 'too_large', message: 'The document is larger than 15 MB.' } }
      const outcome = await ask({ id: nextId++, kind: 'feed', bytes, options })
      if ('failure' in outcome) return { ok: false, error: outcome.failure }
      return outcome.answer.kind === 'feed'
        ? outcome.answer.result
        : { ok: false, error: { code: 'crashed', message: 'The parser gave an answer to another question.' } }
    },
    async parseOpmlInThread(bytes) {
      const outcome = await ask({ id: nextId++, kind: 'opml', bytes })
      if ('answer' in outcome && outcome.answer.kind === 'opml') return outcome.answer.result
      return {
        title: '',
        entries: [],
        refused: [],
        error: 'failure' in outcome ? outcome.failure.message : 'The file could not be read.',
      }
    },
    async close() {
      isClosed = true
      const open = worker
      for (const task of waiting.splice(0))
        task.resolve({ failure: { code: 'crashed', message: 'The hub is shutting down.' } })
      abandonWorker({ code: 'crashed', message: 'The hub is shutting down.' })
      await open?.terminate()
    },
  }
}
