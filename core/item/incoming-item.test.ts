import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { INCOMING_FIELDS, readIncomingItem } from './incoming-item.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const read = (words: Parameters<typeof readIncomingItem>[0]) => readIncomingItem(words, NOW)

describe('readIncomingItem', () => {
  test('takes what was said, tidied', () => {
    const read = readIncomingItem(
      {
        title: ' A\u0000  title\n',
        text: 'One.\r\n\r\n\r\n\r\nTwo.',
        url: 'www.news.example/a',
        publishedAt: '22/11/2026',
        language: 'en-GB',
        id: ' 7 ',
        publisher: 'The  Daily',
      },
      NOW,
    )
    expect(read).toEqual({
      ok: true,
      item: {
        title: 'A title',
        text: 'One.\n\nTwo.',
        html: '',
        url: 'https://www.news.example/a',
        externalId: '7',
        publishedAt: new Date('2026-11-22T00:00:00Z'),
        publishedRaw: '22/11/2026',
        language: 'en',
        publisher: 'The Daily',
      },
    })
  })

  test('makes a title from the text', () => {
    const long = `${'A long first sentence of words '.repeat(9)}.`
    const reading = read({ text: long })
    expect(reading.ok && reading.item.title).toMatch(/^A long first.*…$/)
  })

  test.each([
    [{}, 'title', 'neither a title nor a text'],
    [{ title: '  ', text: '\n' }, 'title', 'neither'],
    [{ title: 'x', url: 'mailto:a@b.example' }, 'url', 'not a web address'],
    [{ title: 'x', url: 'see below' }, 'url', 'not a web address'],
    [{ title: 'x', publishedAt: 'soon' }, 'publishedAt', 'cannot be read as a date'],
    [{ title: 'x', publishedAt: '2031-01-01' }, 'publishedAt', 'lies in the future'],
    [{ title: 'x', publishedAt: '1970-01-01' }, 'publishedAt', 'lies before 1990'],
    [{ title: 'x'.repeat(1001) }, 'title', '1000 is the most'],
    [{ text: 'x'.repeat(200_001) }, 'text', '200000 is the most'],
  ])('refuses %j', (words, field, reason) => {
    const reading = read(words)
    expect(reading.ok ? null : [reading.field, reading.reason]).toEqual([field, expect.stringContaining(reason)])
  })

  test('never throws, whatever comes in', () => {
    const words = fc.record(Object.fromEntries(INCOMING_FIELDS.map((field) => [field, fc.option(fc.string())])))
    fc.assert(
      fc.property(words, (raw) => {
        expect(read(raw)).toHaveProperty('ok')
      }),
    )
  })
})
