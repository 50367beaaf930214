import { parse } from 'csv-parse/browser/esm/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { writeCsvLine } from './write-csv.ts'

describe('writeCsvLine', () => {
  test.each([
    ['plain', '"plain"'],
    ['say "so"', '"say ""so"""'],
    ['two\nlines', '"two\nlines"'],
    [null, '""'],
    ['=1+1', `"'=1+1"`],
    ['+49 30', `"'+49 30"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['  =cmd', `"'  =cmd"`],
    ['＝1', `"'＝1"`],
    ['"=1"', `"'""=1"""`],
    ['a=1', '"a=1"'],
  ])('%j', (cell, written) => expect(writeCsvLine([cell])).toBe(`${written}\r\n`))

  test('any reader gets back what was written, and no cell starts as a formula', () => {
    const rows = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), { minLength: 1 })
    fc.assert(
      fc.property(rows, (given) => {
        const read: string[][] = parse(given.map(writeCsvLine).join(''), {
          relax_column_count: true,
          record_delimiter: '\r\n',
        })
        expect(read.length).toBe(given.length)
        for (const [index, row] of read.entries()) {
          for (const [at, cell] of row.entries()) {
            const meant = (given[index]?.[at] ?? '').replaceAll('\u0000', '')
            expect([meant, `'${meant}`]).toContain(cell)
            expect(cell).not.toMatch(/^[\s]*[=+\-@]/u)
          }
        }
      }),
      { numRuns: 30 },
    )
  })
})
