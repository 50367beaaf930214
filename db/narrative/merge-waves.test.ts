import { describe, expect, test } from 'vitest'

import { mergeWaves } from './merge-waves.ts'

describe('mergeWaves', () => {
  test.each([
    ['nothing', [], []],
    ['strangers at once', ['a>b', 'c>d'], [[0, 1]]],
    ['two into one, one after the other', ['a>b', 'c>b', 'd>e'], [[0, 2], [1]]],
    ['a chain, link by link', ['a>b', 'b>c', 'c>d'], [[0], [1], [2]]],
    ['behind the later of two', ['a>b', 'b>c', 'x>y', 'y>c'], [[0, 2], [1], [3]]],
  ])('%s', (_, merges, waves) => {
    const named = merges.map((merge) => ({ from: merge[0] ?? '', into: merge[2] ?? '' }))
    expect(mergeWaves(named)).toEqual(waves)
  })
})
