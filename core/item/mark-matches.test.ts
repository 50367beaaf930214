import fc from 'fast-check'
import { expect, test } from 'vitest'

import { markMatches, markPassage } from './mark-matches.ts'

const marked = (text: string, terms: string[]) =>
  markMatches(text, terms)
    .filter(({ isMarked }) => isMarked)
    .map(({ text: part }) => part)

test('marks words, phrases, beginnings and unspaced scripts as they stand in the text', () => {
  expect(marked('Café society and WATER bills', ['cafe', 'water'])).toEqual(['Café', 'WATER'])
  expect(marked('Drink tap-water, not bottled water', ['tap water'])).toEqual(['tap-water'])
  expect(marked('Vaccines and vaccination', ['vaccin*'])).toEqual(['Vaccines', 'vaccination'])
  expect(marked('東京の水道水は安全です', ['水道水'])).toEqual(['水道水'])
  expect(marked('El agua del grifo', ['es: agua'])).toEqual(['agua'])
  expect(marked('Waterworks', ['water'])).toEqual([])
})

test('a passage shows the words round the first match, and nothing without one', () => {
  const text = `${'before '.repeat(60)}the tap water is unsafe ${'after '.repeat(60)}`
  const parts = markPassage(text, ['tap water'])
  const shown = parts.map((part) => part.text).join('')
  expect(shown).toMatch(/^…before .*the tap water is unsafe.*…$/)
  expect(parts.find(({ isMarked }) => isMarked)?.text).toBe('tap water')
  expect(markPassage(text, ['river'])).toEqual([])
})

test('marking loses and repeats nothing of a text, whatever the terms', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.string({ unit: 'grapheme', maxLength: 4 })),
      (text, terms) => {
        expect(
          markMatches(text, [...terms, text.slice(1, 4)])
            .map((part) => part.text)
            .join(''),
        ).toBe(text)
      },
    ),
  )
})
