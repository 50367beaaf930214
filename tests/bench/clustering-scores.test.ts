import { describe, expect, test } from 'vitest'

import { averageScores, scoreClustering } from './clustering-scores.ts'

describe('scoreClustering', () => {
  test('identical groupings score one throughout', () => {
    const scores = scoreClustering(['a', 'a', 'b', 'c'], ['1', '1', '2', '3'])
    expect(scores).toMatchObject({
      bCubed: { f1: 1 },
      pairwise: { f1: 1 },
      nmi: expect.closeTo(1),
      ami: expect.closeTo(1),
      ari: 1,
    })
  })

  test('four items in two labels, one item strayed: by hand', () => {
    // Labels {1,2} {3,4}; groups {1,2,3} {4}. Mutual information: ½ ln(4/3) + ¼ ln(2/3) + ¼ ln 2.
    const scores = scoreClustering(['a', 'a', 'b', 'b'], ['x', 'x', 'x', 'y'])
    expect(scores.bCubed.precision).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    expect(scores.bCubed.recall).toBeCloseTo((1 + 1 + 0.5 + 0.5) / 4)
    expect(scores.pairwise.precision).toBeCloseTo(1 / 3)
    expect(scores.pairwise.recall).toBeCloseTo(1 / 2)
    const mutual = 0.5 * Math.log(4 / 3) + 0.25 * Math.log(2 / 3) + 0.25 * Math.log(2)
    const groupEntropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25))
    expect(scores.nmi).toBeCloseTo(mutual / ((Math.log(2) + groupEntropy) / 2))
    // Pairs: 1 in both, 2 by labels, 3 by groups, 6 in all: expected 1, mean 2.5.
    expect(scores.ari).toBeCloseTo(0)
    // Every random grouping of sizes 3 and 1 against two and two has the same mutual information.
    expect(scores.ami).toBeCloseTo(0)
  })

  test('a published example: ARI 0.24 of two crossed groupings', () => {
    const scores = scoreClustering(['0', '0', '0', '1', '1', '1'], ['0', '0', '1', '1', '2', '2'])
    expect(scores.ari).toBeCloseTo(0.2424, 4)
    expect(scores.ami).toBeCloseTo(0.2988, 3)
    expect(scores.nmi).toBeCloseTo(0.5158, 4)
  })

  test('everything in one group, and each alone', () => {
    const labels = ['a', 'a', 'b', 'b']
    expect(scoreClustering(labels, ['x', 'x', 'x', 'x'])).toMatchObject({
      ami: 0,
      ari: 0,
      bCubed: { precision: 0.5, recall: 1 },
    })
    expect(scoreClustering(labels, ['1', '2', '3', '4'])).toMatchObject({
      ari: 0,
      bCubed: { precision: 1, recall: 0.5 },
    })
  })

  test('different lengths are refused; blocks are averaged', () => {
    expect(() => scoreClustering(['a'], [])).toThrow(RangeError)
    const one = scoreClustering(['a', 'b'], ['x', 'y'])
    const none = scoreClustering(['a', 'a'], ['x', 'y'])
    expect(averageScores([one, none]).bCubed.recall).toBeCloseTo(0.75)
  })
})
