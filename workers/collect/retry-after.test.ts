import { expect, test } from 'vitest'
import { parseMaxAgeMs, parseRateLimitResetMs, parseRetryAfterMs } from './retry-after.ts'

const NOW = Date.UTC(2026, 10, 22, 12)

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Sun, 22 Nov 2026 13:00:00 GMT', 3_600_000],
  ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
  ['', null],
  ['-5', null],
  ['soon', null],
  ['1.5', null],
  [null, null],
])('Retry-After %j → %j', (header, expected) => expect(parseRetryAfterMs(header, NOW)).toBe(expected))

test.each([
  ['max-age=600', 600_000],
  ['public, max-age="60"', 60_000],
  ['no-cache, max-age=600', null],
  ['s-maxage=5', null],
  ['', null],
  [null, null],
])('Cache-Control %j → %j', (header, expected) => expect(parseMaxAgeMs(header)).toBe(expected))

test.each([
  [new Date(NOW + 90_000).toISOString(), 90_000],
  [String(Math.floor(NOW / 1000) + 60), 60_000 - (NOW % 1000)],
  ['120', 120_000],
  [new Date(NOW - 5000).toISOString(), 0],
  ['soon', null],
  [null, null],
])('X-RateLimit-Reset %j → %j', (header, expected) => expect(parseRateLimitResetMs(header, NOW)).toBe(expected))
