import { describe, expect, test } from 'vitest'

import { detectBreakout } from './detect-breakout.ts'
import { detectFirstAppearance } from './detect-first-appearance.ts'
import { detectGrowth } from './detect-growth.ts'
import { detectKeyword } from './detect-keyword.ts'
import { explainSignal } from './explain-signal.ts'
import { HOUR_MS, hourlyRate, poissonZ } from './hourly-rate.ts'
import { suggestBreakout } from './suggest-breakout.ts'
import { suggestSeverity } from './severity.ts'
import { shouldRaise } from './should-raise.ts'
import type { NextSignal, RaisedSignal } from './should-raise.ts'
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
  const last: RaisedSignal = { kind: 'emergence', severity: 'S3', hourMs: 0, publishers: 3 }
  test.each([
    { name: 'nothing before', previous: [], next: last, because: 'first' },
    { name: 'the same again', previous: [last], next: { ...last, hourMs: HOUR_MS }, because: 'nothing_rose' },
    {
      name: 'a little more',
      previous: [last],
      next: { ...last, kind: 'growth', publishers: 5, hourMs: HOUR_MS },
      because: 'nothing_rose',
    },
    {
      name: 'twice',
      previous: [last],
      next: { ...last, kind: 'growth', publishers: 6, hourMs: HOUR_MS },
      because: 'twice_the_publishers',
    },
    {
      name: 'more urgent',
      previous: [last],
      next: { ...last, severity: 'S2', hourMs: HOUR_MS },
      because: 'more_urgent',
    },
    {
      name: 'less urgent',
      previous: [{ ...last, severity: 'S2' }],
      next: { ...last, hourMs: HOUR_MS },
      because: 'nothing_rose',
    },
    { name: 'a day later', previous: [last], next: { ...last, hourMs: 24 * HOUR_MS }, because: 'nothing_rose' },
    {
      name: 'after a day of silence',
      previous: [last],
      next: { ...last, hourMs: 30 * HOUR_MS, quietHours: 24 },
      because: 'back_from_silence',
    },
    {
      name: 'more urgent than the last but not than one before it',
      previous: [
        { ...last, severity: 'S2' },
        { ...last, publishers: 6, hourMs: HOUR_MS },
      ],
      next: { ...last, severity: 'S2', publishers: 7, hourMs: 2 * HOUR_MS },
      because: 'nothing_rose',
    },
    {
      name: 'twice what it was since it came back',
      previous: [
        { ...last, publishers: 40 },
        { ...last, hourMs: 40 * HOUR_MS, isReturn: true },
      ],
      next: { ...last, publishers: 6, hourMs: 41 * HOUR_MS },
      because: 'twice_the_publishers',
    },
    {
      name: 'higher on the Breakout Scale',
      previous: [{ ...last, kind: 'breakout', category: 2 }],
      next: { ...last, kind: 'breakout', category: 3 },
      because: 'wider_spread',
    },
    {
      name: 'another language',
      previous: [last, { ...last, kind: 'first_appearance', matter: 'language:fr' }],
      next: { ...last, kind: 'first_appearance', matter: 'language:de' },
      because: 'first',
    },
    {
      name: 'the same language weeks later',
      previous: [{ ...last, kind: 'first_appearance', matter: 'language:fr' }],
      next: { ...last, kind: 'first_appearance', matter: 'language:fr', hourMs: 500 * HOUR_MS },
      because: 'nothing_rose',
    },
  ] satisfies { name: string; previous: RaisedSignal[]; next: NextSignal; because: string }[])(
    '$name: $because',
    ({ previous, next, because }) => {
      const verdict = shouldRaise(previous, next, 3)
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
  const seen = (dimension: 'language' | 'community', value: string, hour: number, publisherId: string) => ({
    dimension,
    value,
    hourMs: hour * HOUR_MS,
    publisherIds: [publisherId],
  })
  const history = {
    firstItemAtMs: 0,
    hours: [],
    appearances: [
      seen('language', 'en', 0, 'p0'),
      seen('language', 'fr', 7, 'p1'),
      seen('language', 'und', 7, 'p1'),
      seen('community', 'farmers', 7, 'p1'),
    ],
    publisherFirstAtMs: [0, 7.5 * HOUR_MS],
  }
  const limits = { minPublishers: 2, minItems: 1, severity: null }

  test('a new language is named with what went before; a dimension never seen says nothing', () => {
    const signals = detectFirstAppearance(history, 7 * HOUR_MS, limits)
    expect(signals).toEqual([
      {
        kind: 'first_appearance',
        severity: 'S4',
        hourMs: 7 * HOUR_MS,
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
    expect(detectFirstAppearance(history, 8 * HOUR_MS, limits)).toEqual([])
  })

  test('one publisher alone spreads nowhere', () => {
    expect(detectFirstAppearance({ ...history, publisherFirstAtMs: [0] }, 7 * HOUR_MS, limits)).toEqual([])
  })
})

describe('the Breakout Scale', () => {
  test.each([
    { platforms: ['web'], communities: ['north'], category: 1 },
    { platforms: ['web', 'mastodon'], communities: [], category: 2 },
    { platforms: ['web'], communities: ['north', 'south'], category: 2 },
    { platforms: ['web', 'bluesky'], communities: ['north', 'south'], category: 3 },
  ])('$platforms and $communities suggest $category', ({ platforms, communities, category }) => {
    expect(suggestBreakout(new Set(platforms), new Set(communities))).toBe(category)
    const at = (dimension: 'platform' | 'community') => (value: string) => ({
      dimension,
      value,
      hourMs: 0,
      publisherIds: [value],
    })
    const appearances = [...platforms.map(at('platform')), ...communities.map(at('community'))]
    const history = { firstItemAtMs: 0, hours: [], appearances, publisherFirstAtMs: [1, 2] }
    const signal = detectBreakout(history, 0, { minPublishers: 2, severity: null })
    expect(signal?.category ?? 1).toBe(category)
    expect(detectBreakout({ ...history, publisherFirstAtMs: [1] }, 0, { minPublishers: 2, severity: null })).toBeNull()
  })
})

test('a keyword signal counts the items of a day, copies apart, and says its limits', () => {
  const hours = [
    { hourStartMs: 0, itemCount: 9, copyCount: 0, publisherIds: ['old'] },
    { hourStartMs: 10 * HOUR_MS, itemCount: 4, copyCount: 3, publisherIds: ['a'] },
    { hourStartMs: 30 * HOUR_MS, itemCount: 1, copyCount: 0, publisherIds: ['b'] },
  ]
  const limits = { minItems: 2, minPublishers: 2, severity: null }
  const signal = detectKeyword(hours, 30 * HOUR_MS, limits)
  expect(explainSignal(signal ?? never())).toEqual({
    kind: 'keyword',
    items: 2,
    publishers: 2,
    hours: 24,
    minItems: 2,
    minPublishers: 2,
  })
  expect(detectKeyword(hours, 30 * HOUR_MS, { ...limits, minItems: 3 })).toBeNull()
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
  const signal = detectGrowth({ hours: [...past, burst], firstItemAtMs: 0, hourMs: 40 * HOUR_MS })
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
