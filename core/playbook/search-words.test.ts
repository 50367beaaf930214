import { describe, expect, test } from 'vitest'

import { searchWords } from './search-words.ts'

describe('searchWords', () => {
  test.each([
    ['health rumour', 'health:* & rumour:*'],
    ['  Santé ', 'santé:*'],
    ["can't & !won't | (:*)", 'can:* & t:* & won:* & t:*'],
    ['здоровье 2026', 'здоровье:* & 2026:*'],
    ['', null],
    ['& | ! <->', null],
  ])('%j', (typed, words) => {
    expect(searchWords(typed)).toBe(words)
  })

  test('a pasted page is cut to its first words', () => {
    expect(searchWords('word '.repeat(500))?.split(' & ')).toHaveLength(12)
  })
})
