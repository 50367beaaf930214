import { describe, expect, test } from 'vitest'

import { sinceMoment } from './since.ts'

const NOW = Date.parse('2026-11-22T06:17:30Z')

describe('sinceMoment', () => {
  test('counts back from the full hour', () => {
    expect(sinceMoment('24h', NOW)).toBe('2026-11-21T06:00:00.000Z')
    expect(sinceMoment('7d', NOW)).toBe('2026-11-15T06:00:00.000Z')
  })
  test('is the same question all hour long', () => {
    expect(sinceMoment('24h', NOW)).toBe(sinceMoment('24h', NOW + 30 * 60_000))
  })
  test('anything else means all time', () => {
    expect(sinceMoment(undefined, NOW)).toBeUndefined()
    expect(sinceMoment('yesterday', NOW)).toBeUndefined()
  })
})
