import { describe, expect, it } from 'vitest'

import { inTitle, rankingTiers, withoutOrder } from './search-title.ts'

describe('inTitle', () => {
  it.each([
    [`( 'water' | 'wat':* )`, `( 'water':AC | 'wat':*AC )`],
    [`'it''s' <-> 'a'':*b'`, `'it''s':AC <-> 'a'':*b':AC`],
  ])('%s', (tsquery, expected) => expect(inTitle(tsquery)).toBe(expected))
})

describe('withoutOrder', () => {
  it.each([
    [`( 'tap' <-> 'water' ) & !'dam'`, `( 'tap' & 'water' ) & !'dam'`],
    [`'water' <2> 'house'`, `'water' & 'house'`],
  ])('%s', (tsquery, expected) => expect(withoutOrder(tsquery)).toBe(expected))
})

describe('rankingTiers', () => {
  it('asks one part of the title or of no title', () => {
    expect(rankingTiers([`'tap'`])).toEqual([
      { titleWords: `'tap'`, scoreMin: 1, scoreBelow: 2, isWhole: true },
      { titleWords: null, scoreMin: 0, scoreBelow: 1, isWhole: false },
    ])
  })

  it('covers every score of several parts once', () => {
    const bounds = rankingTiers([`'tap'`, `'water'`, `'dam'`]).map(({ scoreMin, scoreBelow }) => [scoreMin, scoreBelow])
    expect(bounds).toEqual([
      [3, 4],
      [1, 3],
      [0, 1],
    ])
  })
})
