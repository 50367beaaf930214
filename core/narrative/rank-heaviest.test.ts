import fc from 'fast-check'
import { expect, test } from 'vitest'

import { heaviestPlaces, rankHeaviest } from './rank-heaviest.ts'

test('finds what sorting everything would', () => {
  const row = fc.record({ weight: fc.integer({ min: 0, max: 9 }), id: fc.integer({ min: 0, max: 5_000 }) })
  const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 120 })
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 60 }), (given, limit) => {
      const weights = Float32Array.from(given, ({ weight }) => weight / 7)
      const ids = Int32Array.from(given, ({ id }) => id)
      const expected = given
        .map((_, place) => place)
        .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || (ids[a] ?? 0) - (ids[b] ?? 0))
        .slice(0, limit)
      const count = rankHeaviest(weights, ids, given.length, limit)
      expect([...heaviestPlaces.subarray(0, count)]).toEqual(expected)
    }),
  )
})
