import fc from 'fast-check'
import { expect, test } from 'vitest'

import { maskContacts, maskPeople } from './mask-people.ts'

test.each([
  ['Ask @somebody about it', 'Ask @… about it'],
  ['(@some.body@town.example)', '(@…)'],
  ['.@somebody.bsky.example says', '.@… says'],
  ['Write to some.body+x@mail.example now', 'Write to [e-mail removed] now'],
  ['See https://mastodon.example/@somebody/1, please', 'See https://mastodon.example/, please'],
  ['See https://x.com/somebody/status/1', 'See https://x.com/'],
  ['See https://news.example/a?b=c', 'See https://news.example/a?b=c'],
  ['Meet @ noon, 5@6 or at a@', 'Meet @ noon, 5@6 or at a@'],
  ['#water is #safe', '#water is #safe'],
])('%s', (text, masked) => expect(maskPeople(text)).toBe(masked))

test.each([
  ['Call +40 721 234 567 today', 'Call [number removed] today'],
  ['Call 0721-234-567', 'Call [number removed]'],
  ['On 2026-01-10 at 10:30, 1 500 000 people', 'On 2026-01-10 at 10:30, 1 500 000 people'],
  ['Ring 112', 'Ring 112'],
])('%s', (text, masked) => expect(maskContacts(text)).toBe(masked))

test('whatever stands around it, what names or reaches a person goes', () => {
  const named = fc.constantFrom(
    '@somebody',
    '@somebody@town.example',
    'somebody@mail.example',
    'https://x.com/somebody/status/1',
  )
  const around = fc.string({ unit: fc.constantFrom(' ', '(', ')', ',', '.', 'a', '#', '\n'), maxLength: 5 })
  fc.assert(
    fc.property(fc.array(fc.tuple(around, named)), (parts) => {
      const text = parts.map(([words, name]) => `${words} ${name}`).join(' ')
      expect(maskContacts(text)).not.toContain('somebody')
    }),
  )
})
