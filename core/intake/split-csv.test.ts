import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createCsvSplitter, guessDelimiter, type SplitRow } from './split-csv.ts'

function split(text: string, delimiter = ',', size = text.length || 1): SplitRow[] {
  const splitter = createCsvSplitter(delimiter)
  const rows: SplitRow[] = []
  for (let at = 0; at < text.length; at += size) rows.push(...splitter.push(text.slice(at, at + size)))
  return [...rows, ...splitter.end()]
}
const cells = (text: string, delimiter?: string) => split(text, delimiter).map((row) => row.cells)

describe('createCsvSplitter', () => {
  test.each([
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\rb', [['a'], ['b']]],
    ['"a,b","c\nd","e ""f"""', [['a,b', 'c\nd', 'e "f"']]],
    ['a "quoted" word,b', [['a "quoted" word', 'b']]],
    ['"closed" and more,b', [['closed and more', 'b']]],
    ['a,', [['a', '']]],
    ['"",""', [['', '']]],
    ['a\n\nb', [['a'], [''], ['b']]],
  ])('%j', (text, expected) => expect(cells(text)).toEqual(expected))

  test('a quotation mark that is never closed costs its own row alone', () => {
    expect(split('a,b\n"open,c\nd,e\n')).toEqual([
      { row: 1, cells: ['a', 'b'], fault: null },
      { row: 2, cells: ['"open,c'], fault: expect.stringContaining('never closed') },
      { row: 3, cells: ['d', 'e'], fault: null },
    ])
  })

  test('gives the same rows however the text is cut', () => {
    const marks = fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'ß', '\t', '""')
    const text = fc.array(marks, { maxLength: 60 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (csv, size) => {
        expect(split(csv, ',', size)).toEqual(split(csv))
      }),
    )
  })

  test('reads what is written by the rules as csv-parse does', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ') })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(table, (rows) => {
        const csv = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n')
        expect(cells(csv)).toEqual(parse(csv, { relax_column_count: true }))
        expect(cells(csv)).toEqual(rows)
      }),
    )
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(split(text).length).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

test.each([
  ['a;b;c\n1;2,5;3\n4;5,5;6', ';'],
  ['a\tb\n1\t2', '\t'],
  ['title,text\n"One; two",x\n"Three; four",y', ','],
  ['a|b\nc|d', '|'],
  ['one column\nonly', ','],
  ['', ','],
])('guessDelimiter(%j) is %j', (text, delimiter) => expect(guessDelimiter(text)).toBe(delimiter))
