import { describe, expect, test } from 'vitest'

import { sortRows } from './sort-rows.ts'

describe('sortRows', () => {
  const rows = [{ v: 2 }, { v: null }, { v: 10 }, { v: 1 }]
  test('numbers as numbers, both ways, rows without a value last', () => {
    expect(sortRows(rows, ({ v }) => v, 'ascending').map(({ v }) => v)).toEqual([1, 2, 10, null])
    expect(sortRows(rows, ({ v }) => v, 'descending').map(({ v }) => v)).toEqual([10, 2, 1, null])
  })
  test('equal values keep their order', () => {
    const named = [
      { id: 'a', v: 'x' },
      { id: 'b', v: 'x' },
    ]
    expect(sortRows(named, ({ v }) => v, 'descending').map(({ id }) => id)).toEqual(['a', 'b'])
  })
})
