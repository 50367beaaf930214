import { expect, test } from 'vitest'

import type { Decision } from './engine-types.ts'
import { writeKeyTerms, writeReasons } from './write-reasons.ts'

test('reasons are JSON without what is kept beside them, shares to five places', () => {
  const decision: Decision = {
    itemId: 'i',
    narrativeId: 'n',
    isNew: false,
    isCopyOf: null,
    score: 0.123456789,
    threshold: 0.1,
    parts: {
      nearest: 1 / 3,
      thirdNearest: 0,
      neighbours: 0,
      centroid: 0,
      timeDecay: 1,
      gapHours: 12,
      itemTerms: 7,
      narrativeItems: 1_000_000,
    },
    terms: [{ term: 'wa"ter', weight: 2 / 3 }],
    neighbours: [{ itemId: 'j', similarity: 0.5 }],
    alternatives: [],
    events: [],
  }
  expect(JSON.parse(writeReasons(decision))).toEqual({
    score: 0.12346,
    threshold: 0.1,
    parts: { ...decision.parts, nearest: 0.33333 },
    terms: [{ term: 'wa"ter', weight: 0.66667 }],
    neighbours: [{ itemId: 'j', similarity: 0.5 }],
    alternatives: [],
  })
})

test('key terms too', () => {
  expect(writeKeyTerms([{ term: 'water', weight: 1 / 7 }])).toBe('[{"term":"water","weight":0.14286}]')
})
