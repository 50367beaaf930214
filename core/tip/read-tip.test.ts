import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { readTip, type TipWords } from './read-tip.ts'

const NOW = new Date('2026-11-25T12:00:00Z')
const EMPTY: TipWords = {
  text: '',
  link: '',
  place: '',
  language: '',
  website: '',
  openedAt: String(NOW.getTime() - 60_000),
}
const read = (words: Partial<TipWords>) => readTip({ ...EMPTY, ...words }, NOW)

describe('a tip', () => {
  test('is kept without what names or reaches a person', () => {
    const reading = read({
      text: 'Seen today:\r\n\r\n\r\nthe water is poisoned. I am me@mail.example, +40 721 234 567, ask @neighbour',
      link: 'news.example/water?utm_source=x',
      place: 'a chat of @somebody',
      language: 'en-GB',
    })
    expect(reading).toEqual({
      kind: 'tip',
      tip: {
        text: 'Seen today:\n\nthe water is poisoned. I am [e-mail removed], [number removed], ask @…',
        url: 'https://news.example/water?utm_source=x',
        urlKey: 'url:news.example/water',
        place: 'a chat of @…',
        language: 'en',
      },
    })
  })

  test('a link to an account is cut to its site, and then unites nothing', () => {
    expect(read({ link: 'https://x.com/somebody/status/1' })).toMatchObject({
      tip: { url: 'https://x.com/', urlKey: null },
    })
  })

  test.each([
    [{}, 'text.empty'],
    [{ text: 'short' }, 'text.short'],
    [{ text: 'x'.repeat(4001) }, 'text.long'],
    [{ link: 'not a link' }, 'link.not_a_link'],
    [{ link: 'javascript://alert(1)' }, 'link.not_a_link'],
    [{ link: 'localhost' }, 'link.not_a_link'],
    [{ text: 'long enough a text', place: 'x'.repeat(201) }, 'place.long'],
  ])('%j is the fault %s', (words, fault) => {
    expect(read(words)).toEqual({ kind: 'faults', faults: [fault] })
  })

  test('with the hidden field filled was sent by a program', () => {
    expect(read({ website: 'https://spam.example' })).toEqual({ kind: 'machine' })
  })

  test.each(['', String(NOW.getTime() - 500), String(NOW.getTime() + 60_000)])(
    'opened at “%s” is hasty',
    (openedAt) => {
      expect(read({ text: 'long enough a text', openedAt })).toEqual({ kind: 'hasty' })
      expect(read({ openedAt })).toMatchObject({ kind: 'faults' })
    },
  )

  test('whatever is sent, nothing breaks', () => {
    const word = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(word, word, word, word, (text, link, place, language) => {
        expect(['tip', 'faults']).toContain(read({ text, link, place, language }).kind)
      }),
    )
  })
})
