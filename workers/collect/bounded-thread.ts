import { Worker } from 'node:worker_threads'
import type { ParseErrorCode } from '@hub/core/item/feed-item.ts'
import type { ParseAnswer, ParseQuestion } from './parse-thread.ts'

/** What one document may take. */
export type ParserThreadConfig = { timeLimitMs: number; heapMb: number }

type Failure = { code: ParseErrorCode; message: string }
type Task = { question: ParseQuestion; resolve: (outcome: ParseOutcome) => void }

/** What became of a question: an answer, or why there is none. */
export type ParseOutcome = { answer: ParseAnswer } | { failure: Failure }

/** A thread that answers questions in turn. Neither function rejects. */
export type BoundedThread = { ask(question: ParseQuestion): Promise<ParseOutcome>; close(): Promise<void> }

const CLOSED: Failure = { code: 'crashed', message: 'The hub is shutting down.' }

/**
 * Starts a parser thread on first use and asks it one question at a time. A question that takes longer than the limit,
 * or more memory, ends the thread and fails; the next one finds a new thread. Closing fails whatever still waits.
 */
export function createBoundedThread(config: ParserThreadConfig): BoundedThread {
  const waiting: Task[] = []
  let worker: Worker | null = null
  let current: Task | null = null
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  function finish(outcome: ParseOutcome): void {
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

  function acceptAnswer(answer: ParseAnswer): void {
    if (answer.id === current?.question.id) finish({ answer })
  }

  function startNext(): void {
    if (current !== null) return
    const task = waiting.shift()
    if (task === undefined) {
      worker?.unref()
      return
    }
    current = task
    worker ??= openWorker(config.heapMb, acceptAnswer, abandonWorker)
    worker.ref()
    const tooSlow = `Reading the document took longer than ${config.timeLimitMs / 1000} s.`
    timer = setTimeout(() => abandonWorker({ code: 'timed_out', message: tooSlow }), config.timeLimitMs)
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
      const open = worker
      for (const task of waiting.splice(0)) task.resolve({ failure: CLOSED })
      abandonWorker(CLOSED)
      await open?.terminate()
    },
  }
}

function openWorker(
  heapMb: number,
  onAnswer: (answer: ParseAnswer) => void,
  onEnd: (failure: Failure) => void,
): Worker {
  const opened = new Worker(new URL('./parse-thread.ts', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: heapMb, stackSizeMb: 8 },
  })
  opened.unref()
  opened.on('message', onAnswer)
  opened.on('error', (error) =>
    onEnd({ code: 'crashed', message: `The document could not be read (${error.message}).` }),
  )
  opened.on('exit', () => onEnd({ code: 'crashed', message: 'The document used up the memory a feed may take.' }))
  return opened
}
