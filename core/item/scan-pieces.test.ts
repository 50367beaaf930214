import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type PieceKind, scanPieces, UNSPACED_CLASS } from './scan-pieces.ts'

/** The pieces as one pattern: what the scanner has to find, said another way. */
const PIECE = new RegExp(
  [
    `(?<unspaced>[${UNSPACED_CLASS}](?:[${UNSPACED_CLASS}]|\\p{M})*)`,
    `(?<word>(?:(?![${UNSPACED_CLASS}])[\\p{L}\\p{N}\\p{M}])+)`,
    String.raw`(?<barrier>\0)`,
    String.raw`(?<stop>[!?。｡।؟۔\u2029]|\n[ \t\r]*\n|\.(?=\s|$))`,
  ].join('|'),
  'gu',
)

function piecesOf(text: string): [string, string][] {
  const pieces: [PieceKind, string][] = []
  scanPieces(text, (kind, start, end) => pieces.push([kind, text.slice(start, end)]))
  return pieces
}

function patternOf(text: string): [string, string][] {
  return [...text.matchAll(PIECE)].map(({ 0: piece, groups }) => [
    Object.entries(groups ?? {}).find(([, found]) => found !== undefined)?.[0] ?? '',
    piece,
  ])
}

test.each([
  ['U.S. Senate', 'word U, word S, stop ., word Senate'],
  ['one\n \ntwo\nthree', 'word one, stop \n \n, word two, word three'],
  ['水道water. 水', 'unspaced 水道, word water, stop ., unspaced 水'],
  ['a\0b…', 'word a, barrier \0, word b'],
])('%j is read as its pieces', (text, pieces) => {
  expect(
    piecesOf(text)
      .map((piece) => piece.join(' '))
      .join(', '),
  ).toBe(pieces)
})

test('any text is cut as the pattern says', () => {
  const special = [
    '.',
    '. ',
    '\n',
    '\n \t\r\n',
    '\0',
    '!',
    '。',
    '\u2029',
    'ー',
    '水道',
    'ไทย',
    'e\u0301',
    '\u0e48',
    '\ud800',
    '𠀀',
    '😀',
  ]
  const part = fc.oneof(
    fc.constantFrom(...special),
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.string({ maxLength: 4 }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      expect(piecesOf(parts.join(''))).toEqual(patternOf(parts.join('')))
    }),
    { numRuns: 2_000 },
  )
})
