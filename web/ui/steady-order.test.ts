import { describe, expect, test } from 'vitest'

import { steadyOrder } from './steady-order.ts'

describe('steadyOrder', () => {
  test('keeps places and counts what is new', () => {
    expect(steadyOrder(['a', 'b', 'c'], ['x', 'c', 'a', 'b', 'y'])).toEqual({
      ids: ['a', 'b', 'c'],
      waiting: 2,
      moved: true,
    })
  })

  test('rows that are gone leave at once', () => {
    expect(steadyOrder(['a', 'b', 'c'], ['a', 'c'])).toEqual({ ids: ['a', 'c'], waiting: 0, moved: false })
  })

  test('an unchanged list has nothing to show', () => {
    expect(steadyOrder(['a', 'b'], ['a', 'b'])).toEqual({ ids: ['a', 'b'], waiting: 0, moved: false })
  })
})
