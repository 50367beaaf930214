import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { guessShape } from './guess-shape.ts'
import { createRecordReader, type FileShape } from './read-records.ts'

const CSV: FileShape = { format: 'csv', delimiter: ',', hasHeading: true }
const JSON_SHAPE: FileShape = { format: 'json', delimiter: ',', hasHeading: true }

function read(text: string, shape: FileShape, size = text.length || 1) {
  const reader = createRecordReader(shape)
  const records = []
  for (let at = 0; at < text.length; at += size) records.push(...reader.push(text.slice(at, at + size)))
  records.push(...reader.end())
  return { records, columns: reader.columns() }
}

describe('records of a CSV file', () => {
  test('are named by the heading, counted as a spreadsheet counts, and pass over empty rows', () => {
    const { records, columns } = read('\uFEFFtitle,,title\n\nOne,x,y\n,,\nTwo\n', CSV)
    expect(columns).toEqual(['title', 'Column 2', 'title (2)'])
    expect(records.map(({ row, values }) => [row, values])).toEqual([
      [3, { title: 'One', 'Column 2': 'x', 'title (2)': 'y' }],
      [5, { title: 'Two', 'Column 2': '', 'title (2)': '' }],
    ])
  })

  test('say when a row has more cells than there are columns', () => {
    const { records } = read('title,text\nOne,a,b', CSV)
    expect(records[0]).toMatchObject({ row: 2, shown: 'One , a , b', fault: expect.stringContaining('3 cells') })
  })

  test('are numbered without a heading', () => {
    expect(read('One,two\nThree,four', { ...CSV, hasHeading: false }).records[0]?.values).toEqual({
      'Column 1': 'One',
      'Column 2': 'two',
    })
  })
})

describe('records of a JSON file', () => {
  const rows = [{ title: 'One', source: { name: 'The Daily' }, tags: ['a', 'b'], n: 1, none: null }, { title: 'T"w{o' }]
  const first = { title: 'One', 'source.name': 'The Daily', tags: 'a, b', n: '1', none: '' }

  test.each([
    ['an array', JSON.stringify(rows, null, 2)],
    ['lines', rows.map((row) => JSON.stringify(row)).join('\n')],
    ['a list in an object', JSON.stringify({ version: '1', total: 2, items: rows, more: 'x' })],
  ])('come from %s, however it is cut', (_, text) => {
    for (const size of [1, 7, text.length]) {
      const { records, columns } = read(text, JSON_SHAPE, size)
      expect(records.map(({ values }) => values)).toEqual([first, { title: 'T"w{o' }])
      expect(columns).toEqual(Object.keys(first))
    }
  })

  test('say which of them is no object, and go on', () => {
    const { records } = read('[{"title":"One"}, 7, {"title": oops}, {"title":"Two"}]', JSON_SHAPE)
    expect(records.map(({ row, fault }) => [row, fault === null])).toEqual([
      [1, true],
      [2, false],
      [3, false],
      [4, true],
    ])
    const lines = read('{"title":"One"}\nnot json\n{"title":"Two"}', JSON_SHAPE).records
    expect(lines.map(({ fault }) => fault === null)).toEqual([true, false, true])
  })

  test('a file cut short costs its last record alone', () => {
    const { records } = read('[{"title":"One"},{"title":"Tw', JSON_SHAPE)
    expect(records.map(({ fault }) => fault === null)).toEqual([true, false])
  })
})

test('no text makes a reader throw or turn forever', () => {
  const shape = fc.constantFrom(CSV, JSON_SHAPE, { ...CSV, delimiter: ';', hasHeading: false })
  const mark = fc.constantFrom('{', '}', '[', ']', '"', ',', '\\', '\n', 'a', ':', ' ')
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(mark, { maxLength: 80 }).map((marks) => marks.join('')),
  )
  fc.assert(
    fc.property(text, shape, fc.integer({ min: 1, max: 20 }), (words, kind, size) => {
      expect(read(words, kind, size).records.length).toBeLessThanOrEqual(words.length + 1)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['x.json', '[{"a":1}]', 'json', true],
  ['export.txt', '{"title":"a"}\n{"title":"b"}', 'json', true],
  ['export.csv', 'title;url\na;b', 'csv', true],
  ['export.csv', 'One,https://a.example/1\nTwo,https://a.example/2', 'csv', false],
  ['x.json', 'title,text\na,b', 'csv', true],
])('guessShape(%s, %j)', (name, text, format, hasHeading) =>
  expect(guessShape(name, text)).toMatchObject({ format, hasHeading }),
)
