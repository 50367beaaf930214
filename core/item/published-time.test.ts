import { describe, expect, test } from 'vitest'
import { clampPublished, describePublishedNotes } from './clamp-published.ts'
import { eventTime } from './event-time.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const at = (iso: string) => ({ publishedAt: new Date(iso), publishedRaw: iso })

describe('clampPublished', () => {
  test.each([
    ['2026-11-22T11:00:00Z', '2026-11-22T11:00:00.000Z', null],
    ['2026-11-23T11:00:00Z', '2026-11-22T12:00:00.000Z', 'clock_ahead'],
    ['2026-11-23T13:00:00Z', null, 'future'],
    ['2099-01-01T00:00:00Z', null, 'future'],
    ['1970-01-01T00:00:00Z', null, 'too_old'],
    ['1990-01-01T00:00:00Z', '1990-01-01T00:00:00.000Z', null],
  ])('%s → %s (%s)', (iso, expected, note) => {
    const clamped = clampPublished(at(iso), NOW)
    expect([clamped.publishedAt?.toISOString() ?? null, clamped.note]).toEqual([expected, note])
  })

  test('tells a missing date from one that cannot be read', () => {
    expect(clampPublished({ publishedAt: null, publishedRaw: null }, NOW).note).toBe('missing')
    expect(clampPublished({ publishedAt: null, publishedRaw: 'soon' }, NOW).note).toBe('unreadable')
    expect(clampPublished({ publishedAt: new Date(Number.NaN), publishedRaw: 'x' }, NOW).note).toBe('unreadable')
  })

  test('says it in one sentence', () => {
    expect(describePublishedNotes(['future', 'future', null])).toBe(
      'Of 3 entries: 2 dated in the future. They are sorted by when we first saw them.',
    )
    expect(describePublishedNotes([null, 'missing', 'clock_ahead'])).toBeNull()
  })
})

describe('eventTime', () => {
  const seen = new Date(NOW)
  test('is never later than first seen', () => {
    expect(eventTime(new Date(NOW - 1000), seen).getTime()).toBe(NOW - 1000)
    expect(eventTime(new Date(NOW + 1000), seen)).toBe(seen)
    expect(eventTime(null, seen)).toBe(seen)
  })
})
