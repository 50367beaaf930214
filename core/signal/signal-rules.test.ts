import { describe, expect, test } from 'vitest'

import { detectFirstAppearance } from './detect-first-appearance.ts'
import { detectGrowth } from './detect-growth.ts'
import { explainSignal } from './explain-signal.ts'
import { HOUR_MS, hourlyRate, poissonZ } from './hourly-rate.ts'
import { suggestSeverity } from './severity.ts'
import { shouldRaise } from './should-raise.ts'
import type { RaisedSignal } from './should-raise.ts'
import type { NarrativeHour } from './signal.ts'

test.each([
  { publishers: 2, zPublishers: 50, severity: 'S4' },
  { publishers: 3, zPublishers: 0, severity: 'S3' },
  { publishers: 5, zPublishers: 5.9, severity: 'S3' },
  { publishers: 5, zPublishers: 6, severity: 'S2' },
  { publishers: 8, zPublishers: 0, severity: 'S2' },
  { publishers: 10_000, zPublishers: 900, severity: 'S2' },
])('$publishers publishers at z $zPublishers suggest $severity', ({ severity, ...numbers }) => {
  expect(suggestSeverity(numbers)).toBe(severity)
})

describe('shouldRaise', () => {
  const last: RaisedSignal = { kind: 'emergence', severity: 'S3', atMs: 0, publishers: 3 }
  test.each([
    { name: 'nothing before', previous: [], next: last, because: 'first' },
    { name: 'the same again', previous: [last], next: { ...last, atMs: HOUR_MS }, because: 'nothing_rose' },
    {
      name: 'a little more',
      previous: [last],
      next: { ...last, kind: 'growth', publishers: 5, atMs: HOUR_MS },
      because: 'nothing_rose',
    },
    {
      name: 'twice',
      previous: [last],
      next: { ...last, kind: 'growth', publishers: 6, atMs: HOUR_MS },
      because: 'twice_the_publishers',
    },
    { name: 'more urgent', previous: [last], next: { ...last, severity: 'S2', atMs: HOUR_MS }, because: 'more_urgent' },
    {
      name: 'less urgent',
      previous: [{ ...last, severity: 'S2' }],
      next: { ...last, atMs: HOUR_MS },
      because: 'nothing_rose',
    },
    { name: 'a day later', previous: [last], next: { ...last, atMs: 24 * HOUR_MS }, because: 'first_in_a_day' },
    {
      name: 'another language',
      previous: [last, { ...last, kind: 'first_appearance', value: 'language:fr' }],
      next: { ...last, kind: 'first_appearance', value: 'language:de' },
      because: 'first',
    },
    {
      name: 'the same language weeks later',
      previous: [{ ...last, kind: 'first_appearance', value: 'language:fr' }],
      next: { ...last, kind: 'first_appearance', value: 'language:fr', atMs: 500 * HOUR_MS },
      because: 'nothing_rose',
    },
  ] satisfies { name: string; previous: RaisedSignal[]; next: RaisedSignal; because: string }[])(
    '$name: $because',
    ({ previous, next, because }) => {
      const verdict = shouldRaise(previous, next)
      expect(verdict.because).toBe(because)
      expect(verdict.raise).toBe(because !== 'nothing_rose')
    },
  )
})

describe('hourlyRate', () => {
  const hours: NarrativeHour[] = [0, 1, 2, 3].map((index) => ({
    hourStartMs: index * HOUR_MS,
    itemCount: 4,
    copyCount: 0,
    publisherIds: [],
  }))
  const items = ({ itemCount }: NarrativeHour) => itemCount

  test('a constant count is its own rate, whatever is forgotten', () => {
    expect(hourlyRate(hours, 0, 4 * HOUR_MS, 1, items).perHour).toBeCloseTo(4)
    expect(hourlyRate(hours, 0, 4 * HOUR_MS, 24, items).perHour).toBeCloseTo(4)
  })

  test('hours without a row count as zero, and an empty span has no rate', () => {
    expect(hourlyRate([], 0, 4 * HOUR_MS, 1, items)).toMatchObject({ perHour: 0 })
    expect(hourlyRate(hours, 5, 5, 1, items)).toEqual({ perHour: 0, effectiveHours: 0 })
  })

  test('four in one hour where one is usual are three deviations', () => {
    expect(poissonZ({ perHour: 4, effectiveHours: 1 }, 1, 1)).toBe(3)
    expect(poissonZ({ perHour: 2, effectiveHours: 1 }, 0, 1)).toBe(2)
  })
})

describe('detectFirstAppearance', () => {
  const seen = { language: ['en'], community: [], source_kind: ['rss'] }
  const appearance = { language: 'fr', community: 'farmers', source_kind: 'rss', publisherId: 'p1' }

  test('a new language is named with what went before; a dimension never seen says nothing', () => {
    const signals = detectFirstAppearance(seen, [appearance, { ...appearance, language: 'und' }], 3, 7)
    expect(signals).toEqual([
      {
        kind: 'first_appearance',
        severity: 'S4',
        atMs: 7,
        dimension: 'language',
        value: 'fr',
        before: ['en'],
        publisherIds: ['p1'],
      },
    ])
    expect(explainSignal(signals[0] ?? never())).toEqual({
      kind: 'first_appearance',
      dimension: 'language',
      value: 'fr',
      before: ['en'],
      publishers: 1,
    })
  })

  test('one publisher alone spreads nowhere', () => {
    expect(detectFirstAppearance(seen, [appearance], 1, 7)).toEqual([])
  })
})

test('a growth signal explains itself in rounded numbers', () => {
  const past = Array.from({ length: 40 }, (_, index) => ({
    hourStartMs: index * HOUR_MS,
    itemCount: 1,
    copyCount: 0,
    publisherIds: ['usual'],
  }))
  const burst = {
    hourStartMs: 40 * HOUR_MS,
    itemCount: 9,
    copyCount: 2,
    publisherIds: ['usual', 'a', 'b', 'c', 'd', 'e', 'f'],
  }
  const signal = detectGrowth({ hours: [...past, burst], firstItemAtMs: 0, nowMs: 40.9 * HOUR_MS })
  expect(explainSignal(signal ?? never())).toMatchObject({
    kind: 'growth',
    publishers: 7,
    newPublishers: 6,
    usualPerHour: 1,
  })
})

function never(): never {
  throw new Error('A signal was expected.')
}
