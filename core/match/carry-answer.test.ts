import { expect, test } from 'vitest'

import { carryAnswer, mayAskAgain } from './carry-answer.ts'

test('an answer on the whole is none on the part: it is asked there, or left unasked', () => {
  expect(carryAnswer('accepted')).toBe('suggested')
  expect(carryAnswer('refused')).toBe('withheld')
})

test('what was refused on the whole is asked again from twice the odds on, if it would be suggested at all', () => {
  const fits = (chance: number, chanceOfWhole: number, isFresh = true) =>
    mayAskAgain({ chance, isFresh }, chanceOfWhole)
  expect(fits(0.8, 0.8)).toBe(false)
  expect(fits(0.85, 0.8)).toBe(false)
  expect(fits(0.9, 0.8)).toBe(true)
  expect(fits(0.9, 0.8, false)).toBe(false)
  expect(fits(0.7, 0.9)).toBe(false)
  expect(fits(1, 1)).toBe(false)
  expect(fits(1, 0.9)).toBe(true)
})
