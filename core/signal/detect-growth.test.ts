import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { detectGrowth } from './detect-growth.ts'
import { HOUR_MS } from './hourly-rate.ts'
import type { NarrativeHour } from './signal.ts'

const HOUR_ZERO_MS = Date.UTC(2026, 2, 2)
const at = (hour: number) => HOUR_ZERO_MS + hour * HOUR_MS

function hour(index: number, publisherIds: string[], more: Partial<NarrativeHour> = {}): NarrativeHour {
  return { hourStartMs: at(index), itemCount: publisherIds.length, copyCount: 0, publisherIds, ...more }
}

/** A narrative that one or two publishers keep up for `length` hours. */
function steady(length: number, perHour: number): NarrativeHour[] {
  return Array.from({ length }, (_, index) =>
    hour(
      index,
      Array.from({ length: perHour }, (_unused, n) => `usual${n}`),
    ),
  )
}

describe('emergence', () => {
  test('the third independent publisher raises it at once', () => {
    const two = [hour(0, ['a']), hour(1, ['b'])]
    expect(detectGrowth({ hours: two, firstItemAtMs: at(0), hourMs: at(1) })).toBeNull()
    const signal = detectGrowth({ hours: [...two, hour(2, ['c'])], firstItemAtMs: at(0), hourMs: at(2) })
    expect(signal).toMatchObject({
      kind: 'emergence',
      severity: 'S3',
      publisherIds: ['a', 'b', 'c'],
      numbers: { publishers: 3, newPublishers: 3, items: 3, baselineHours: 0, usualPublishersPerHour: 0 },
      reasons: [{ measure: 'publishers', value: 3, limit: 3 }],
    })
  })

  test('three publishers spread over a day are no emergence', () => {
    const hours = [hour(0, ['a']), hour(8, ['b']), hour(16, ['c'])]
    expect(detectGrowth({ hours, firstItemAtMs: at(0), hourMs: at(16) })).toBeNull()
  })

  test('copies are no voices', () => {
    const hours = [hour(0, ['a'], { itemCount: 400, copyCount: 399 })]
    expect(detectGrowth({ hours, firstItemAtMs: at(0), hourMs: at(0) })).toBeNull()
  })

  test('a backfilled or future-dated first item breaks nothing', () => {
    const hours = [hour(0, ['a', 'b', 'c']), hour(900_000, ['x', 'y', 'z', 'w'])]
    expect(detectGrowth({ hours, firstItemAtMs: at(900_000), hourMs: at(0) })?.publisherIds).toEqual(['a', 'b', 'c'])
    expect(detectGrowth({ hours: [], firstItemAtMs: 0, hourMs: at(0) })).toBeNull()
  })
})

describe('growth', () => {
  test('a steady narrative is silent, a burst of publishers is not', () => {
    const past = steady(40, 1)
    expect(detectGrowth({ hours: [...past, hour(40, ['usual0'])], firstItemAtMs: at(0), hourMs: at(40) })).toBeNull()
    const burst = hour(40, ['usual0', 'n1', 'n2', 'n3', 'n4', 'n5'])
    const signal = detectGrowth({ hours: [...past, burst], firstItemAtMs: at(0), hourMs: at(40) })
    expect(signal?.kind).toBe('growth')
    expect(signal?.numbers.usualPublishersPerHour).toBeCloseTo(1, 5)
    expect(signal?.numbers.newPublishers).toBe(5)
    expect(signal?.numbers.baselineHours).toBe(38)
    for (const { value, limit } of signal?.reasons ?? []) expect(value).toBeGreaterThanOrEqual(limit)
    expect(signal?.reasons.map(({ measure }) => measure)).toEqual(['publishers', 'zPublishers', 'ratio'])
  })

  test('a busy narrative needs a larger burst than a quiet one', () => {
    const quiet = [...steady(40, 1), hour(40, ['a', 'b', 'c', 'd', 'e'])]
    const busy = [...steady(40, 5), hour(40, ['a', 'b', 'c', 'd', 'e'])]
    expect(detectGrowth({ hours: quiet, firstItemAtMs: at(0), hourMs: at(40) })).not.toBeNull()
    expect(detectGrowth({ hours: busy, firstItemAtMs: at(0), hourMs: at(40) })).toBeNull()
  })

  test('a narrative that fell silent and returns on three publishers is growth against nothing', () => {
    const hours = [hour(0, ['a', 'b', 'c', 'd']), hour(60, ['x', 'y', 'z'])]
    const signal = detectGrowth({ hours, firstItemAtMs: at(0), hourMs: at(60) })
    expect(signal).toMatchObject({
      kind: 'growth',
      numbers: { usualPublishersPerHour: 0, publishers: 3, newPublishers: 3 },
    })
  })
})

test('one publisher raises nothing, whatever it publishes and whatever the settings', () => {
  const counts = fc.array(fc.nat({ max: 5_000 }), { minLength: 1, maxLength: 72 })
  fc.assert(
    fc.property(counts, (itemCounts) => {
      const hours = itemCounts.map((itemCount, index) => hour(index, itemCount > 0 ? ['only'] : [], { itemCount }))
      const input = { hours, firstItemAtMs: at(0), hourMs: at(itemCounts.length - 1) }
      expect(detectGrowth(input)).toBeNull()
      const lax = { ...LAX, minPublishers: 0 }
      expect(detectGrowth(input, lax)).toBeNull()
    }),
  )
})

test('every number of a signal is finite', () => {
  const rows = fc.array(fc.record({ index: fc.integer({ min: -90, max: 5 }), publishers: fc.nat({ max: 30 }) }), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(rows, (history) => {
      const hours = history.map(({ index, publishers }) =>
        hour(
          index,
          Array.from({ length: publishers }, (_, n) => `p${n}`),
        ),
      )
      const signal = detectGrowth({ hours, firstItemAtMs: at(-90), hourMs: at(0) })
      for (const value of Object.values(signal?.numbers ?? {})) expect(Number.isFinite(value)).toBe(true)
      expect(signal?.severity).not.toBe('S1')
    }),
  )
})

const LAX = {
  minPublishers: 0,
  minItems: 0,
  emergenceHours: 72,
  minBaselineHours: 0,
  baselineHours: 1,
  recentHalfLifeHours: 1,
  baselineHalfLifeHours: 1,
  minZ: -100,
  minRatio: 0,
  expectedFloor: 0.001,
}
