import { describe, expect, test } from 'vitest'

import { backUpPollMs, renewalOf, websubBackOffMs } from './websub.ts'

const HOUR = 3_600_000
describe('a subscription', () => {
  test('is renewed a tenth of its lease before its end', () => {
    expect([renewalOf(10 * 24 * HOUR) / HOUR, renewalOf(2 * HOUR) / HOUR, renewalOf(60_000) / HOUR]).toEqual([
      216, 1, 0.5,
    ])
  })
  test('is asked for less often the longer the hub is silent', () => {
    expect([1, 2, 3, 9].map((attempts) => websubBackOffMs(attempts) / HOUR)).toEqual([1, 2, 4, 24])
  })
})

describe('the back-up poll', () => {
  test('comes a day later, sooner where the pushes end sooner, and never before the usual one', () => {
    expect(backUpPollMs(10, null, 0)).toBe(10)
    expect(backUpPollMs(10, 100 * HOUR, 0)).toBe(24 * HOUR)
    expect(backUpPollMs(10, 2 * HOUR, 0)).toBe(2 * HOUR)
    expect(backUpPollMs(48 * HOUR, 100 * HOUR, 0)).toBe(48 * HOUR)
    expect(backUpPollMs(10, -1, 0)).toBe(10)
  })
})
