import { expect, test } from 'vitest'

import { judgeRows } from './judge-rows.ts'
import { readRow } from './read-row.ts'

const NOW = new Date('2026-11-23T12:00:00.000Z')
const RULES = { mapping: { title: 'title', url: 'url' }, dateOrder: 'day_first', stripsMarks: true } as const
const ROWS = [
  ['The river rises', 'https://a.example/1'],
  ['They won the match', 'https://a.example/2'],
  ['The river falls', 'not an address'],
  ['The river rises', 'https://a.example/1'],
  ['The river rises in a film', 'https://a.example/3'],
].map(([title = '', url = ''], at) =>
  readRow({ row: at + 1, shown: title, fault: null, values: { title, url } }, RULES, NOW),
)

test('says of each row whether it would be stored, and why not', () => {
  const judged = judgeRows(ROWS, { terms: ['river'], exclusions: ['film'], languages: [] }, NOW)
  expect(judged.map(({ row, fate }) => [row, fate])).toEqual([
    [1, 'stored'],
    [2, 'unmatched'],
    [3, 'refused'],
    [4, 'repeated'],
    [5, 'unmatched'],
  ])
  expect(judged[0]?.matchedTerms).toEqual(['river'])
})

test('without a profile, or with one that has no terms, tells only what can be read', () => {
  for (const profile of [null, { terms: [], exclusions: [], languages: [] }]) {
    expect(judgeRows(ROWS, profile, NOW).map(({ fate }) => fate)).toEqual([
      'stored',
      'stored',
      'refused',
      'repeated',
      'stored',
    ])
  }
})
