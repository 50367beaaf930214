import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { excerptAround } from './excerpt-around.ts'
import { markWords } from './mark-words.ts'

const marked = (text: string, words: readonly string[]) =>
  markWords(text, words)
    .filter(({ isMarked }) => isMarked)
    .map((part) => part.text)

describe('marking', () => {
  test.each([
    ['whole words in any case', 'Lead leads; the LEAD pipe.', ['lead'], ['Lead', 'LEAD']],
    ['parts of a tag', 'see #TapWater2026 now', ['Tap', 'Water', '2026'], ['Tap', 'Water', '2026']],
    ['a longer word before its beginning', 'pipes and pipe', ['pipe', 'pipes'], ['pipes', 'pipe']],
    ['pairs in a script without spaces', '水道水に鉛', ['水道', '道水'], ['水道']],
    ['words with signs', 'cost 1,000 (about)', ['1,000'], ['1,000']],
    ['nothing of nothing', 'water', [], []],
  ])('finds %s', (_, text, words, expected) => expect(marked(text, words)).toEqual(expected))

  test('loses and adds no letter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.array(fc.string({ maxLength: 4 })),
        (text, words) => {
          expect(
            markWords(text, words)
              .map((part) => part.text)
              .join(''),
          ).toBe(text)
        },
      ),
    )
  })
})

describe('the excerpt around matched words', () => {
  const filler = 'word '.repeat(200).trim()
  test('shows where most of them stand', () => {
    const excerpt = excerptAround(`${filler} lead ${filler} tap water with lead ${filler}`, ['tap', 'water', 'lead'])
    expect(excerpt).toContain('tap water with lead')
    expect(excerpt.startsWith('… ')).toBe(true)
    expect(excerpt.length).toBeLessThan(300)
  })
  test('is the whole of a short text', () => expect(excerptAround('tap  water', ['tap'])).toBe('tap water'))
  test('is the beginning where nothing is found', () => expect(excerptAround(filler, ['lead'])).toMatch(/^word .*…$/))
})
