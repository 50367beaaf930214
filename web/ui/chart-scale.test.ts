import { describe, expect, test } from 'vitest'

import { bucketPoints, chooseBucketHours, niceMax, placeLabels, timeTicks } from './chart-scale.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

describe('chooseBucketHours', () => {
  test('one hour a bar where there is room', () => expect(chooseBucketHours(2 * DAY, 600)).toBe(1))
  test('longer buckets on a long span or a narrow screen', () => {
    expect(chooseBucketHours(30 * DAY, 600)).toBe(6)
    expect(chooseBucketHours(30 * DAY, 280)).toBe(24)
  })
})

describe('bucketPoints', () => {
  test('keeps the sum and the empty hours', () => {
    const bars = bucketPoints(
      [
        { atMs: 0, value: 2 },
        { atMs: 3 * HOUR, value: 5 },
      ],
      0,
      4 * HOUR,
      1,
    )
    expect(bars.map(({ value }) => value)).toEqual([2, 0, 0, 5, 0])
  })
  test('sums hours into longer buckets', () => {
    const points = Array.from({ length: 12 }, (_, hour) => ({ atMs: hour * HOUR, value: 1 }))
    expect(bucketPoints(points, 0, 12 * HOUR - 1, 6).map(({ value }) => value)).toEqual([6, 6])
  })
})

describe('niceMax', () => {
  test.each([
    [0, 4],
    [3, 4],
    [5, 5],
    [11, 20],
    [37, 40],
    [41, 50],
    [51, 100],
    [100, 100],
  ])('%d → %d', (largest, expected) => {
    expect(niceMax(largest)).toBe(expected)
  })
})

describe('timeTicks', () => {
  test('hours on a short span, all inside it', () => {
    const from = new Date(2026, 10, 14, 6, 20).getTime()
    const ticks = timeTicks(from, from + DAY, 8)
    expect(ticks.map(({ atMs }) => new Date(atMs).getHours())).toEqual([9, 12, 15, 18, 21, 0, 3, 6])
    expect(ticks.filter(({ isDay }) => isDay)).toHaveLength(1)
  })
  test('midnights of the reader on a long span', () => {
    const from = new Date(2026, 10, 1, 6).getTime()
    const ticks = timeTicks(from, from + 20 * DAY, 8)
    expect(ticks.every(({ atMs }) => new Date(atMs).getHours() === 0)).toBe(true)
    expect(ticks.length).toBeLessThanOrEqual(8)
  })
})

describe('placeLabels', () => {
  test('uses a second line where labels would touch and leaves out what has no room', () => {
    expect(placeLabels([10, 20, 30, 200], 40, 2)).toEqual([0, 1, null, 0])
  })
})
