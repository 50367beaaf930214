import { expect, test } from 'vitest'

import { matchParts } from './match-parts.ts'

test('words between the brackets are matches', () => {
  expect(matchParts('A ⟦rumour⟧ about ⟦water⟧.')).toEqual([
    { text: 'A ', isMatch: false },
    { text: 'rumour', isMatch: true },
    { text: ' about ', isMatch: false },
    { text: 'water', isMatch: true },
    { text: '.', isMatch: false },
  ])
})

test('a bracket without its partner is dropped, not shown', () => {
  expect(matchParts('cut off ⟦rum')).toEqual([{ text: 'cut off rum', isMatch: false }])
  expect(matchParts('')).toEqual([])
})
