import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { countChanges, diffTexts } from './diff-texts.ts'

const SIGNS = { same: '', removed: '-', added: '+' } as const
const told = (before: string, after: string, language = 'en') =>
  diffTexts(before, after, language)
    .map(({ kind, text }) => (kind === 'same' ? text : `[${SIGNS[kind]}${text}]`))
    .join('')

describe('diffTexts', () => {
  test.each([
    ['Water is safe.', 'Water is safe.', 'Water is safe.'],
    ['Water is safe.', 'Water is not safe.', 'Water is [+not ]safe.'],
    ['The minister said 40 people.', 'The minister said 14 people.', 'The minister said [-40][+14] people.'],
    ['', 'New', '[+New]'],
    ['Gone', '', '[-Gone]'],
    ['don’t stop', 'do stop', '[-don’t][+do] stop'],
    ['It is quite safe now', 'It is unsafe now', 'It is [-quite safe][+unsafe] now'],
  ])('%s → %s', (before, after, expected) => expect(told(before, after)).toBe(expected))

  test('what went and what came in its stead are one change', () => {
    expect(countChanges(diffTexts('one two three four', 'one 2 three', 'en'))).toBe(2)
    expect(countChanges(diffTexts('the same', 'the same', 'en'))).toBe(0)
  })

  test('words are found where no spaces stand between them', () => {
    const parts = diffTexts('自来水不安全', '自来水很安全', 'zh')
    expect(parts.at(0)).toEqual({ kind: 'same', text: '自来水' })
    expect(parts.some(({ kind, text }) => kind === 'removed' && text.includes('不'))).toBe(true)
  })

  test('a language that nobody knows is compared all the same', () => {
    expect(told('one two', 'one three', 'not a language')).toBe('one [-two][+three]')
  })

  test('long texts are compared whole, and one written anew is one change', () => {
    const sentence = (n: number) => `Sentence ${n} says that the bridge over the river stays closed. `
    const before = Array.from({ length: 2_000 }, (_, n) => sentence(n)).join('')
    const changed = before.replace('Sentence 1500 says', 'Sentence 1500 denies')
    expect(diffTexts(before, changed, 'en').filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: 'says' },
      { kind: 'added', text: 'denies' },
    ])
    const other = Array.from({ length: 60_000 }, (_, n) => `w${n} `).join('')
    expect(diffTexts(before, other, 'en').filter(({ kind }) => kind === 'added')).toHaveLength(1)
  })

  test('both texts can be read out of the parts', () => {
    const words = fc.array(fc.constantFrom('water', ' ', 'не', '自来水', '.', 'e\u0301', '😀', 'pipe'), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [before, after] = [a.join(''), b.join('')]
        const parts = diffTexts(before, after, 'und')
        const side = (without: string) =>
          parts
            .filter(({ kind }) => kind !== without)
            .map(({ text }) => text)
            .join('')
        expect([side('added'), side('removed')]).toEqual([before, after])
      }),
    )
  })
})
