import { expect, test } from 'vitest'

import { fitCalibration } from './fit-calibration.ts'
import { fitChoice } from './fit-choice.ts'
import { solveLinear } from './solve-linear.ts'

test('a positive definite system is solved', () => {
  const solution = solveLinear(Float64Array.of(4, 2, 2, 3), Float64Array.of(10, 9))
  expect([...solution].map((value) => Number(value.toFixed(9)))).toEqual([1.5, 2])
})

test('what tells right from wrong gets the weight, and noise gets none', () => {
  const choices = Array.from({ length: 200 }, (_, at) => {
    const noise = (at % 7) / 7
    return { rows: Float64Array.of(0, noise, at % 10 === 0 ? 0.4 : 1, 1 - noise), right: [false, true] }
  })
  const [signal = 0, noise = 0] = fitChoice(choices, 2, 1)
  expect(signal).toBeGreaterThan(2)
  expect(Math.abs(noise)).toBeLessThan(signal / 2)
})

test('choices without a right one teach nothing', () => {
  expect([...fitChoice([{ rows: Float64Array.of(1, 2), right: [false, false] }], 1, 1)]).toEqual([0])
})

test('nothing to learn from gives a chance of one half', () => {
  expect(fitCalibration([], new Map())).toMatchObject({ intercept: 0, lead: 0 })
})
