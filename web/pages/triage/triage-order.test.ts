import { describe, expect, test } from 'vitest'

import { countWith, nextAfter, triageOrder } from './triage-order.ts'

const none = new Set<string>()

describe('triageOrder', () => {
  test('the first answer is shown as it comes', () => {
    expect(triageOrder([], ['a', 'b'], none)).toEqual({ held: ['a', 'b'], ids: ['a', 'b'], waiting: 0 })
  })
  test('later answers neither move nor add rows', () => {
    expect(triageOrder(['a', 'b', 'c'], ['x', 'c', 'b', 'a'], none)).toEqual({
      held: ['a', 'b', 'c'],
      ids: ['a', 'b', 'c'],
      waiting: 1,
    })
  })
  test('a decided row leaves at once, also while the server still lists it', () => {
    expect(triageOrder(['a', 'b'], ['a', 'b'], new Set(['a'])).ids).toEqual(['b'])
  })
  test('an undone decision returns to its own place', () => {
    const afterDecision = triageOrder(['a', 'b', 'c'], ['a', 'c'], new Set(['b']))
    expect(triageOrder(afterDecision.held, ['a', 'b', 'c'], none).ids).toEqual(['a', 'b', 'c'])
  })
  test('when all is done, what arrived meanwhile shows by itself', () => {
    const emptied = triageOrder(['a'], ['a', 'x'], new Set(['a']))
    expect(emptied.ids).toEqual(['x'])
    expect(triageOrder(emptied.held, ['x'], none).ids).toEqual(['x'])
  })
})

describe('nextAfter', () => {
  test.each([
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'b'],
  ])('after %s comes %s', (id, expected) => expect(nextAfter(['a', 'b', 'c'], id)).toBe(expected))
  test('nothing after the only one', () => expect(nextAfter(['a'], 'a')).toBeNull())
})

describe('countWith', () => {
  test('counts decisions the server has not answered yet, and only those', () => {
    expect(countWith({ done: 12, left: 28 }, ['a', 'b'], new Set(['a', 'z']))).toEqual({ done: 13, left: 27 })
  })
})
