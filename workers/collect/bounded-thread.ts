import { Worker } from 'node:worker_threads'
import type { ParseErrorCode } from '@hub/core/item/feed-item.ts'
import { endThread } from '../end-thread.ts'

/** What one document may take. */
export type ParserThreadConfig = { timeLimitMs: number; heapMb: number }

/** Pairs question and answer. */
type Numbered = { id: number }

/** What a thread says once it is loaded: only then does the time of its question run. */
export const THREAD_READY = 'ready'
const LOADING_LIMIT_MS = 20_000

type Failure = { code: ParseErrorCode; message: string }

/** What became of a question: an answer, or why there is none. */
export type ThreadOutcome<Answer> = { answer: Answer } | { failure: Failure }

/** A thread that answers questions in turn. Neither function rejects. */
export type BoundedThread<Question, Answer> = {
  ask(question: Question): Promise<ThreadOutcome<Answer>>
  close(): Promise<void>
}

const CLOSED: Failure = { code: 'crashed', message: 'The hub is shutting down.' }

/**
 * Starts a thread of `file` on first use and asks it one question at a time. A question that takes longer than the limit,
 * or more memory, ends the thread and fails; the next one finds a new thread. Closing fails whatever still waits. The
 * thread says `THREAD_READY` once and answers each question with its `id`.
 */
export function createBoundedThread<Question extends Numbered, Answer extends Numbered>(
  file: URL,
  config: ParserThreadConfig,
): BoundedThread<Question, Answer> {
  type Task = { question: Question; resolve: (outcome: ThreadOutcome<Answer>) => void }
  const waiting: Task[] = []
  let worker: Worker | null = null
  let current: Task | null = null
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  let isReady = false

  function finish(outcome: ThreadOutcome<Answer>): void {
    clearTimeout(timer)
    const task = current
    current = null
    task?.resolve(outcome)
    startNext()
  }

  /** Gives the thread up before another can start, and fails the present question. */
  function abandonWorker(failure: Failure, end = stopThread): Promise<number> | undefined {
    const ended = worker === null ? undefined : end(silence(worker))
    worker = null
    if (current !== null) finish({ failure })
    return ended
  }

  function accept(message: Answer | typeof THREAD_READY): void {
    if (message === THREAD_READY) {
      isReady = true
      limitTime()
    } else if (message.id === current?.question.id) finish({ answer: message })
  }

  function limitTime(): void {
    clearTimeout(timer)
    if (current === null) return
    const tooSlow = `Reading the document took longer than ${config.timeLimitMs / 1000} s.`
    const limitMs = isReady ? config.timeLimitMs : LOADING_LIMIT_MS
    timer = setTimeout(() => abandonWorker({ code: 'timed_out', message: tooSlow }), limitMs)
  }

  function startNext(): void {
    if (current !== null) return
    const task = waiting.shift()
    if (task === undefined) {
      worker?.unref()
      return
    }
    current = task
    if (worker === null) isReady = false
    worker ??= openWorker(file, config.heapMb, accept, abandonWorker)
    worker.ref()
    limitTime()
    worker.postMessage(task.question)
  }

  return {
    ask(question) {
      if (isClosed) return Promise.resolve({ failure: CLOSED })
      return new Promise((resolve) => {
        waiting.push({ question, resolve })
        startNext()
      })
    },
    async close() {
      isClosed = true
      for (const task of waiting.splice(0)) task.resolve({ failure: CLOSED })
      await abandonWorker(CLOSED, endThread)
    },
  }
}

function stopThread(worker: Worker): Promise<number> {
  return worker.terminate()
}

function silence(worker: Worker): Worker {
  worker.removeAllListeners()
  // A dying thread may still report its own end.
  return worker.on('error', () => undefined)
}

function openWorker<Answer>(
  file: URL,
  heapMb: number,
  onMessage: (message: Answer | typeof THREAD_READY) => void,
  onEnd: (failure: Failure) => void,
): Worker {
  const opened = new Worker(file, {
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: heapMb, stackSizeMb: 8 },
  })
  opened.unref()
  opened.on('message', onMessage)
  opened.on('error', (error) =>
    onEnd({ code: 'crashed', message: `The document could not be read (${error.message}).` }),
  )
  opened.on('exit', () => onEnd({ code: 'crashed', message: 'The document used up the memory a document may take.' }))
  return opened
}
