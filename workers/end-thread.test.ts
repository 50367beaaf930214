import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

import { expect, test } from 'vitest'

import { endThread } from './end-thread.ts'

/** A thread that serves questions: it gives back numbers, and computes without end when asked for that. */
function startThread(): Worker {
  const served = new URL('./end-thread.ts', import.meta.url)
  return new Worker(
    `import(${JSON.stringify(served.href)}).then(({ serveQuestions }) =>
      serveQuestions(({ number, isEndless }) => { while (isEndless); return number }))`,
    { eval: true, execArgv: ['--disable-warning=ExperimentalWarning'] },
  )
}

test('a thread answers what it was asked and ends by itself', async () => {
  const thread = startThread()
  const answers: unknown[] = []
  thread.on('message', (answer) => answers.push(answer))
  thread.postMessage({ number: 1 })
  thread.postMessage({ number: 2 })
  expect(await endThread(thread)).toBe(0)
  expect(answers).toEqual([1, 2])
})

test('one that goes on computing is stopped', async () => {
  const thread = startThread()
  thread.postMessage({ number: 1 })
  await once(thread, 'message')
  thread.postMessage({ isEndless: true })
  expect(await endThread(thread, 1)).toBe(1)
})

test('one that has ended needs no ending', async () => {
  const thread = startThread()
  await endThread(thread)
  expect(await endThread(thread)).toBe(0)
})
