import { expect, test } from 'vitest'

import { findInitials } from './find-initials.ts'
import { readWords } from './read-words.ts'

const initialsOf = (text: string) => [...findInitials(readWords(text, 'en', 'body')).keys()].toSorted()

test.each([
  ['a name of three words', 'the National Rifle Association said', ['nra']],
  ['a name with a small word', 'the Department of Justice said', ['doj']],
  ['a name with a hyphen', 'Alexandria Ocasio-Cortez said', ['aoc']],
  ['no name of two words', 'Hillary Clinton said', []],
  ['no words in small letters', 'national rifle association', []],
  ['no run of tags', '#Make #America #Great', []],
])('finds %s by its initials', (_, text, expected) => expect(initialsOf(text)).toEqual(expected))

test('leaves headlines out', () => {
  expect(findInitials(readWords('Did National Rifle Association Ban Guns?', 'en', 'title')).size).toBe(0)
})
