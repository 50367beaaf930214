import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { suggestSplit } from './suggest-split.ts'

const FLOOD = [
  'Aldova river crests in Brenk',
  'Brenk pumps hold the Aldova river',
  'Aldova river falls, Brenk sweeps up',
]
const VOTE = ['Election ballot rumour in Brenk', 'Brenk ballot rumour denied', 'Ballot rumour: election stays']

const itemsOf = (texts: readonly string[]) =>
  texts.map((text, index) => ({ id: `i${index}`, title: '', text, language: 'en' }))

describe('suggestSplit', () => {
  test('finds two stories, names what sets each apart, and leaves out what both say', () => {
    const suggestion = suggestSplit(itemsOf([...FLOOD, ...VOTE, 'River Aldova: Brenk breathes']))
    expect(suggestion?.parts.map(({ itemIds }) => itemIds)).toEqual([
      ['i0', 'i1', 'i2', 'i6'],
      ['i3', 'i4', 'i5'],
    ])
    expect(suggestion?.parts[0].words).toEqual(expect.arrayContaining(['Aldova', 'river']))
    expect(suggestion?.parts[1].words).toContain('ballot')
    expect(suggestion?.parts.flatMap(({ words }) => words)).not.toContain('Brenk')
    expect(suggestion?.cosine).toBeLessThan(0.5)
  })

  test('keeps copies together and never shows a handle', () => {
    const text = '@someone the Aldova river crests in Brenk tonight'
    const suggestion = suggestSplit(itemsOf([text, ...FLOOD, ...VOTE, text.toUpperCase()]))
    const holder = suggestion?.parts.find(({ itemIds }) => itemIds.includes('i0'))
    expect(holder?.itemIds).toContain('i7')
    expect(suggestion?.parts.flatMap(({ words }) => words).join(' ')).not.toMatch(/someone/i)
  })

  test.each([
    ['no items', []],
    ['three texts', FLOOD],
    ['copies of one text', Array.from({ length: 9 }, () => 'Aldova river crests in Brenk')],
    ['texts without words', ['', '🔥', '…', '&amp;', '!']],
  ])('has nothing to say of %s', (_, texts) => {
    expect(suggestSplit(itemsOf(texts))).toBeNull()
  })

  test('whatever the texts, every item is in exactly one part and the answer is the same twice', () => {
    const words = fc.array(fc.constantFrom('flood', 'river', 'vote', 'ballot', 'school', 'fuel'), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(words, { maxLength: 25 }), (texts) => {
        const items = itemsOf(texts.map((text) => text.join(' ')))
        const suggestion = suggestSplit(items)
        expect(suggestSplit(items)).toEqual(suggestion)
        if (!suggestion) return
        const listed = suggestion.parts.flatMap(({ itemIds }) => itemIds)
        expect(listed.toSorted()).toEqual(items.map(({ id }) => id).toSorted())
        expect(suggestion.cosine).toBeLessThanOrEqual(1.000001)
      }),
      { numRuns: 40 },
    )
  })
})
