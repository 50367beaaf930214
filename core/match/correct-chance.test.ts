import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { correctChance, type DecidedChance, fitCorrection } from './correct-chance.ts'

const decisions = (accepted: number, refused: number, chance = 0.8): DecidedChance[] => [
  ...Array.from({ length: accepted }, () => ({ chance, isAccepted: true })),
  ...Array.from({ length: refused }, () => ({ chance, isAccepted: false })),
]
const anyDecisions = fc
  .array(fc.record({ chance: fc.double({ min: 0, max: 1, noNaN: true }), isAccepted: fc.boolean() }), {
    minLength: 30,
    maxLength: 120,
  })
  .map((some) => [...some, ...decisions(8, 8)])

describe('the correction by analysts’ decisions', () => {
  test.each([
    ['too few in all', 14, 15],
    ['too few accepted', 7, 60],
    ['too few refused', 60, 7],
    ['none', 0, 0],
  ])('is not made of %s', (_, accepted, refused) => {
    expect(fitCorrection(decisions(accepted, refused))).toBeNull()
  })

  test('brings the chance to what came true', () => {
    const correction = fitCorrection(decisions(50, 150))
    expect(correctChance(0.8, correction)).toBeGreaterThan(0.22)
    expect(correctChance(0.8, correction)).toBeLessThan(0.32)
  })

  test('learns that likelier suggestions are the ones accepted', () => {
    const correction = fitCorrection([...decisions(40, 10, 0.95), ...decisions(10, 40, 0.72)])
    expect(correctChance(0.95, correction)).toBeGreaterThan(0.7)
    expect(correctChance(0.72, correction)).toBeLessThan(0.35)
  })

  test('never ranks a likelier suggestion below a less likely one, nor leaves 0.01 to 0.99', () => {
    fc.assert(
      fc.property(
        anyDecisions,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (some, one, other) => {
          const correction = fitCorrection(some)
          expect(correction).not.toBeNull()
          const low = correctChance(Math.min(one, other), correction)
          const high = correctChance(Math.max(one, other), correction)
          expect(low).toBeLessThanOrEqual(high)
          expect(low).toBeGreaterThanOrEqual(0.01)
          expect(high).toBeLessThanOrEqual(0.99)
        },
      ),
    )
  })

  test('does not depend on the order of the decisions', () => {
    const some = [...decisions(20, 5, 0.9), ...decisions(5, 20, 0.75)]
    const one = fitCorrection(some)
    const other = fitCorrection(some.toReversed())
    expect(other?.shift).toBeCloseTo(one?.shift ?? 0, 9)
    expect(other?.slope).toBeCloseTo(one?.slope ?? 0, 9)
  })
})

describe('without a correction', () => {
  test.each([
    [0, 0.01],
    [0.7, 0.7],
    [1, 0.99],
  ])('a shipped chance of %s is shown as %s', (chance, shown) => {
    expect(correctChance(chance, null)).toBeCloseTo(shown, 9)
  })
})
