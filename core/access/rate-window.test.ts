import { expect, test } from 'vitest'

import { type RateWindow, takeFromWindow } from './rate-window.ts'

const LIMIT = { requests: 2, windowMs: 60_000 }
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23) + seconds * 1000)

test('takes as many as the limit in a window, says when the next begins, and begins it', () => {
  let window: RateWindow | null = null
  const ask = (seconds: number) => {
    const verdict = takeFromWindow(window, LIMIT, at(seconds))
    if (verdict.kind === 'taken') window = verdict.window
    return verdict.kind === 'taken' ? 'taken' : verdict.retryAfterMs
  }
  expect([ask(0), ask(10), ask(20), ask(59), ask(60), ask(61), ask(62)]).toEqual([
    'taken',
    'taken',
    40_000,
    1_000,
    'taken',
    'taken',
    58_000,
  ])
})
