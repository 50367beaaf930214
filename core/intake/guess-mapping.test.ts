import { describe, expect, test } from 'vitest'

import { guessMapping, guessOrderOf } from './guess-mapping.ts'
import type { FileRecord } from './read-records.ts'
import { readRow } from './read-row.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const record = (values: Record<string, string>, row = 2): FileRecord => ({ row, values, shown: 'shown', fault: null })

describe('guessMapping', () => {
  test.each([
    [
      ['Headline', 'Body', 'Link', 'Pub Date', 'Lang', 'GUID', 'Outlet'],
      ['Headline', 'Body', 'Link', 'Pub Date', 'Lang', 'GUID', 'Outlet'],
    ],
    [
      ['id', 'title', 'content_text', 'url', 'date_published', 'language', 'source.name'],
      ['title', 'content_text', 'url', 'date_published', 'language', 'id', 'source.name'],
    ],
    [
      ['Titel', 'Inhalt', 'Datum', 'Quelle'],
      ['Titel', 'Inhalt', undefined, 'Datum', undefined, undefined, 'Quelle'],
    ],
    [
      ['Título', 'Texto', 'Fecha'],
      ['Título', 'Texto', undefined, 'Fecha'],
    ],
    [['author', 'sentiment', 'score'], []],
  ])('%j', (columns, [title, text, url, publishedAt, language, id, publisher]) => {
    const expected = { title, text, url, publishedAt, language, id, publisher }
    expect(guessMapping(columns, [])).toEqual(
      Object.fromEntries(Object.entries(expected).filter(([, column]) => column !== undefined)),
    )
  })

  test('reads off the first rows what no name says', () => {
    const rows = [1, 2, 3].map((n) =>
      record({
        'Column 1': `https://news.example/${n}`,
        'Column 2': `The river rises ${n}`,
        'Column 3': `People of the valley were told that the river rises, number ${n}.`,
        'Column 4': `0${n}/11/2026`,
        'Column 5': '7',
      }),
    )
    const mapping = guessMapping(['Column 1', 'Column 2', 'Column 3', 'Column 4', 'Column 5'], rows)
    expect(mapping).toEqual({ url: 'Column 1', title: 'Column 2', text: 'Column 3', publishedAt: 'Column 4' })
    expect(guessOrderOf(mapping, rows)).toEqual({ order: null, isAmbiguous: true })
  })
})

describe('readRow', () => {
  const rules = {
    mapping: { title: 'T', text: 'X', publishedAt: 'D', id: 'I' },
    dateOrder: 'day_first' as const,
    stripsMarks: true,
  }
  test('takes marks of persons out and keeps only ids that are unique anywhere', () => {
    const reading = readRow(
      record({ T: 'Ask @some_body', X: 'Write to a.b@example.org or +40 21 123 45 67.', D: '', I: '7' }),
      rules,
      NOW,
    )
    expect(reading).toMatchObject({
      row: 2,
      ok: true,
      item: { title: 'Ask @…', text: 'Write to [e-mail removed] or [number removed].', externalId: null },
    })
    const uuid = readRow(record({ T: 'x', I: '0199c9a2-5d7e-7c61-9a44-3f0a4e1d2b11' }), rules, NOW)
    expect(uuid.ok && uuid.item.externalId).toBe('0199c9a2-5d7e-7c61-9a44-3f0a4e1d2b11')
  })

  test('says the row, what was there and why it is refused', () => {
    expect(readRow(record({ T: 'x', D: '31/31/2026' }), rules, NOW)).toEqual({
      row: 2,
      ok: false,
      shown: 'shown',
      reason: expect.stringContaining('cannot be read as a date'),
    })
  })
})
