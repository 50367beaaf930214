import { parentPort, type Worker } from 'node:worker_threads'

/** What a thread is told when it shall end. */
const END = 'end'
/** How long it may still compute. */
const GRACE_MS = 2_000

/** In a thread: answers each question until it is told to end, by `endThread`. */
export function serveQuestions<Question extends object>(answer: (question: Question) => unknown): void {
  parentPort?.on('message', (question: Question | typeof END) => {
    if (question === END) parentPort?.close()
    else parentPort?.postMessage(answer(question))
  })
}

/**
 * Ends a thread that serves questions: it answers those it was asked and runs out by itself. One that has not ended after
 * `graceMs` is stopped in the middle, which node does less safely while other threads start. Returns its exit code, 0 when it
 * ended by itself.
 */
export async function endThread(worker: Worker, graceMs = GRACE_MS): Promise<number> {
  if (worker.threadId === ENDED) return 0
  const ended = Promise.withResolvers<number>()
  worker.once('exit', ended.resolve)
  worker.ref()
  worker.postMessage(END)
  const timer = setTimeout(() => void worker.terminate(), graceMs)
  const code = await ended.promise
  clearTimeout(timer)
  return code
}

/** The number of a thread that has ended. */
const ENDED = -1
