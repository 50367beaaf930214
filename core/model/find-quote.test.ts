import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { findQuote } from './find-quote.ts'

const TEXT = 'The mayor said: “The  water – since Monday – is İstanbul’s best.” 𝕏 Then she left. 自来水不安全,居民说。'

describe('a quotation', () => {
  test.each([
    ['The mayor said', 'The mayor said'],
    ['the MAYOR said', 'The mayor said'],
    ['"the water - since monday - is', '“The  water – since Monday – is'],
    ["İstanbul's best", 'İstanbul’s best'],
    ['“Then she left.”', 'Then she left'],
    ['...then she left...', 'Then she left'],
    ['自来水不安全', '自来水不安全'],
    ['居民说', undefined],
    ['The mayor says', undefined],
    ['e mayor sai', undefined],
    ['she left', undefined],
    ['', undefined],
    ['"" - ...', undefined],
    ['x'.repeat(2000), undefined],
  ])('%j stands in the text as %j', (quotation, found) => {
    expect(findQuote(TEXT, quotation)?.replace(/^“/u, '')).toBe(found?.replace(/^“/u, ''))
  })

  test('that is found is always a stretch of the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        fc.string(),
        (before, middle, after) => {
          const text = `${before} ${middle} ${after}`
          const found = findQuote(text, middle)
          expect(found === undefined || text.includes(found)).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
