import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readPieces } from './read-pieces.ts'

/** What the hand-written reader must find, as one expression; links and entities are passed over. */
const PIECE = /https?:\/\/\S+|www\.\S+|@[\w.]+|&#?\w{1,10};|#?[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu
const PASSED = /^(?:https?:\/\/|www\.\S|&)/

function pieces(text: string): string[] {
  const found: string[] = []
  readPieces(text, (piece) => found.push(piece) > 0)
  return found
}

const parts = fc.constantFrom(
  ...[
    'https://',
    'http:',
    'www.',
    'ww',
    'h',
    '#',
    '@',
    '@a_b.c',
    '&amp;',
    '&',
    ';',
    ' ',
    '\n',
    '.',
    '_',
    'Ab1',
    'é',
    'é',
  ],
  ...['выбор', '東京', 'قَال', '🔥', '𝓗ello', '\ud83d', '\udd25', '٣', '’', '-', 'l'],
)

test('finds what the expression finds, in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(parts, fc.string({ maxLength: 4 }), fc.string({ unit: 'binary', maxLength: 3 }))),
      (all) => {
        const text = all.join('')
        const expected = [...text.matchAll(PIECE)].map(([piece]) => piece).filter((piece) => !PASSED.test(piece))
        expect(pieces(text)).toEqual(expected)
      },
    ),
    { numRuns: 400 },
  )
})

test('stops when told to', () => {
  const found: string[] = []
  readPieces('one two three', (piece) => found.push(piece) < 2)
  expect(found).toEqual(['one', 'two'])
})
