import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { parseItemQuery, QUERY_LENGTH_MAX, spellItemQuery } from './item-query.ts'
import { spaceWords } from './space-words.ts'

const spelled = (typed: string) => {
  const { query, fault } = parseItemQuery(typed)
  return fault ? fault.code : spellItemQuery(query)
}

describe('parseItemQuery', () => {
  test.each([
    ['', ''],
    ['   ', ''],
    ['tap water', 'tap water'],
    ['"tap water" unsafe', '"tap water" unsafe'],
    ['“tap water” „aus dem Hahn“ «eau du robinet»', '"tap water" "aus dem Hahn" "eau du robinet"'],
    ['"tap water', '"tap water"'],
    ['water -boil -"old pipe"', 'water -boil -"old pipe"'],
    ['water OR agua pipe', 'water OR agua pipe'],
    ['water | agua OR eau', 'water OR agua OR eau'],
    ['OR water', 'water'],
    ['water OR', 'water'],
    ['water AND pipe', 'water pipe'],
    ['or and', 'or and'],
    ['"OR"', '"OR"'],
    ['vaccin* school', 'vaccin* school'],
    ['COVID-19', '"COVID-19"'],
    ["l'eau", `"l'eau"`],
    ['C++ #water @handle', '"C++" "#water" "@handle"'],
    ["water');drop table item;--", `"water');drop" table "item;--"`],
    ['Häuser हिन्दी', 'Häuser हिन्दी'],
    ['-water', 'only_exclusions'],
    ['va*', 'short_prefix'],
    ['!!! ???', 'no_words'],
    ['a b c d e f g h i j k l m n o p q r s t u v w x y z', 'too_many_terms'],
  ])('%s → %s', (typed, expected) => {
    expect(spelled(typed)).toBe(expected)
  })

  test('words of scripts without spaces are found inside their sentences', () => {
    expect(spelled('自来水不安全')).toBe(`"${spaceWords('自来水不安全').trim()}"`)
    expect(spaceWords('监测自来水不安全').split(' ').filter(Boolean).length).toBeGreaterThan(1)
    expect(spaceWords('plain words stay')).toBe('plain words stay')
  })

  test('never throws, reads at most its length, and reads its own spelling back as the same query', () => {
    const pieces = fc.oneof(
      fc.constantFrom('OR', 'AND', '"', '-', '*', ' ', '|', '“', '«'),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('water', 'вода', '自来水', 'naïve'),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const typed = parts.join(' ')
        const { query } = parseItemQuery(typed)
        if (!query) return
        const spelling = spellItemQuery(query)
        if (spelling.length > QUERY_LENGTH_MAX) return
        expect(spellItemQuery(parseItemQuery(spelling).query ?? { all: [], none: [] })).toBe(spelling)
      }),
    )
  })
})
