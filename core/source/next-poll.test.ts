import { describe, expect, test } from 'vitest'
import { nextPoll, type NextPollInput } from './next-poll.ts'
import { usualGapMs } from './usual-gap.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = Date.UTC(2026, 10, 22, 1, 30)
const HOURS_FROM_2 = Array.from({ length: 22 }, (_, place) => place + 2)
const poll = (change: Partial<NextPollInput> = {}) =>
  nextPoll({
    outcome: { code: 'fetched', httpStatus: 200, retryAfterMs: null },
    failureCount: 0,
    ttlMs: null,
    maxAgeMs: null,
    usualGapMs: null,
    skipHours: [],
    skipDays: [],
    override: null,
    jitter: 0.5,
    nowMs: NOW,
    ...change,
  })
const waitOf = (change: Partial<NextPollInput>) => {
  const next = poll(change)
  return next.kind === 'poll' ? next.dueAtMs - NOW : null
}
const failed = (httpStatus: number | null, retryAfterMs: number | null = null) => ({
  code: 'http_error' as const,
  httpStatus,
  retryAfterMs,
})

describe('nextPoll', () => {
  test.each<[string, Partial<NextPollInput>, number]>([
    ['nothing known', {}, 30 * MINUTE],
    ['half the usual gap', { usualGapMs: 2 * HOUR }, HOUR],
    ['never below ten minutes', { usualGapMs: MINUTE }, 10 * MINUTE],
    ['never above a day', { usualGapMs: 30 * 24 * HOUR }, 24 * HOUR],
    ['the longest wish wins', { usualGapMs: HOUR, ttlMs: 3 * HOUR, maxAgeMs: 2 * HOUR }, 3 * HOUR],
    ['jitter down', { usualGapMs: 2 * HOUR, jitter: 0 }, 0.9 * HOUR],
    ['first failure', { outcome: failed(500), failureCount: 1 }, 30 * MINUTE],
    ['fourth failure', { outcome: failed(500), failureCount: 4 }, 4 * HOUR],
    ['back-off ends at a day', { outcome: failed(500), failureCount: 40 }, 24 * HOUR],
    ['429 ends at six hours', { outcome: failed(429), failureCount: 40 }, 6 * HOUR],
    ['Retry-After is a floor', { outcome: failed(503, 9 * HOUR), failureCount: 1 }, 9 * HOUR],
    [
      'an absurd Retry-After ends after a week',
      { outcome: failed(503, 90 * 24 * HOUR), failureCount: 1 },
      7 * 24 * HOUR,
    ],
    ['a shorter Retry-After changes nothing', { outcome: failed(503, 1000), failureCount: 1 }, 30 * MINUTE],
    ['404 backs off like any failure', { outcome: failed(404), failureCount: 2 }, HOUR],
    ['an operator beats interval, clamp and jitter', { override: { intervalMs: 5000 }, ttlMs: HOUR, jitter: 0 }, 5000],
    ['an operator beats back-off', { override: { intervalMs: 5000 }, outcome: failed(500), failureCount: 9 }, 5000],
    ['but not the server', { override: { intervalMs: 5000 }, outcome: failed(429, HOUR), failureCount: 1 }, HOUR],
    ['a gap alone leaves the rhythm', { override: { intervalMs: null } }, 30 * MINUTE],
  ])('%s', (_name, change, expected) => expect(waitOf(change)).toBe(expected))

  test('waits out the hours a feed asks to be left alone', () => {
    expect(poll({ skipHours: [2, 3] })).toMatchObject({ dueAtMs: Date.UTC(2026, 10, 22, 4) })
    expect(waitOf({ skipHours: Array.from({ length: 24 }, (_, hour) => hour) })).toBe(30 * MINUTE)
  })

  test.each([
    ['a day', { skipDays: [0] }, Date.UTC(2026, 10, 23)],
    ['a day and those after it', { skipDays: [0, 1, 2] }, Date.UTC(2026, 10, 25)],
    ['a day, then the first hours of the next', { skipDays: [0], skipHours: [0, 1] }, Date.UTC(2026, 10, 23, 2)],
    ['the last hour before a day, then the day', { skipDays: [1], skipHours: HOURS_FROM_2 }, Date.UTC(2026, 10, 24)],
  ])('waits out %s that a feed asks to be left alone', (_name, change, dueAtMs) =>
    expect(poll(change)).toMatchObject({ dueAtMs }),
  )

  test('a feed that skips every day, or days that are none, is polled as ever', () => {
    expect(waitOf({ skipDays: [0, 1, 2, 3, 4, 5, 6] })).toBe(30 * MINUTE)
    expect(waitOf({ skipDays: [1, 7, -1] })).toBe(30 * MINUTE)
  })

  test('410 stops polling until a person acts', () =>
    expect(poll({ outcome: failed(410), failureCount: 1 })).toEqual({ kind: 'gone' }))

  test('every draw of the jitter stays within the clamp', () => {
    for (const jitter of [0, 0.25, 0.5, 0.75, 0.999]) {
      for (const usual of [MINUTE, 2 * HOUR, 90 * 24 * HOUR]) {
        const wait = waitOf({ jitter, usualGapMs: usual }) ?? 0
        expect(wait).toBeGreaterThanOrEqual(10 * MINUTE)
        expect(wait).toBeLessThanOrEqual(24 * HOUR)
      }
    }
  })
})

describe('usualGapMs', () => {
  test('is the median, batches count once, and four items are needed', () => {
    const times = [0, 1, 2, 3, 10].map((hour) => hour * HOUR)
    expect(usualGapMs(times)).toBe(HOUR)
    expect(usualGapMs([...times, ...times, 30_000])).toBe(HOUR)
    expect(usualGapMs([0, HOUR, 2 * HOUR])).toBeNull()
  })
})
