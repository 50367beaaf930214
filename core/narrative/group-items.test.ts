import { describe, expect, test } from 'vitest'

import { type GroupedItem, groupItems } from './group-items.ts'

const item = (id: string, given: Partial<GroupedItem> = {}): GroupedItem => ({
  id,
  copyOf: null,
  nearestId: null,
  similarity: 0,
  centrality: 0.5,
  isSettled: false,
  ...given,
})
const near = (id: string, nearestId: string, similarity: number, centrality = 0.5) =>
  item(id, { nearestId, similarity, centrality })

describe('groupItems', () => {
  test('two stories in one narrative are two groups, the one less like the centre first', () => {
    const groups = groupItems([
      item('flood1', { isSettled: true }),
      near('flood2', 'flood1', 0.6, 0.7),
      near('vote1', 'flood2', 0.15, 0.2),
      near('vote2', 'vote1', 0.7, 0.3),
      near('flood3', 'flood2', 0.5, 0.6),
    ])
    expect(groups).toEqual([
      ['vote1', 'vote2'],
      ['flood3', 'flood2', 'flood1'],
    ])
  })

  test('copies stand under their text and count for nothing', () => {
    const groups = groupItems([
      item('a', { centrality: 0.9 }),
      item('b', { centrality: 0.4 }),
      item('a-copy', { copyOf: 'a', centrality: 0 }),
      item('lost-copy', { copyOf: 'elsewhere', centrality: 0.1 }),
    ])
    expect(groups).toEqual([['lost-copy'], ['b'], ['a', 'a-copy']])
  })

  test('an item whose likeness is on another page stands alone, of equals the order stays', () => {
    expect(groupItems([near('a', 'gone', 0.9), near('b', 'gone', 0.9)])).toEqual([['a'], ['b']])
    expect(groupItems([])).toEqual([])
  })
})
