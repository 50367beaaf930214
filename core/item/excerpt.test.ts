import { describe, expect, test } from 'vitest'

import { excerptOf } from './excerpt.ts'

describe('excerptOf', () => {
  test.each([
    ['short text stays', 'Water is safe.', 'Water is safe.'],
    ['white space is one space', ' Water\n\tis  safe. ', 'Water is safe.'],
    ['a cut falls between words', 'Residents were told to boil water', 'Residents were told…'],
    ['a word without end is cut anyway', 'abcdefghijklmnopqrstuvwxyz', 'abcdefghijklmnopqrst…'],
    ['no half character is left', 'abcdefghijklmnopqrs🚰🚰', 'abcdefghijklmnopqrs…'],
  ])('%s', (_name, text, expected) => {
    expect(excerptOf(text, 20)).toBe(expected)
  })
})
