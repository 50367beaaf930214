import { describe, expect, test } from 'vitest'

import { bandsOf, differentBits, fingerprintOf } from './copies.ts'
import { MAX_TOKENS, createTokenizer } from './tokenize.ts'

function words(text: string, language = 'en', title = ''): string[] {
  const tokens = createTokenizer()(title, text, language)
  return tokens.surfaces.slice(0, tokens.count).filter((_, index) => (tokens.terms[index] ?? -1) >= 0)
}

function terms(text: string, language = 'en'): number[] {
  const tokens = createTokenizer()('', text, language)
  return [...tokens.terms.subarray(0, tokens.count)].filter((term) => term >= 0)
}

describe('tokenize', () => {
  test.each([
    ['links and entities are left out', 'See https://t.co/x &amp; floods', ['See', 'floods'], 'en'],
    ['a handle has words but shows none', 'See @RiverWatch_Brenk, floods', ['See', '', '', '', 'floods'], 'en'],
    ['a masked handle has no words', 'See @… floods', ['See', 'floods'], 'en'],
    ['function words are left out by language', "L'eau de la rivière qui monte", ['eau', 'riviere', 'monte'], 'fr'],
    ['a camel-case tag is split and kept whole', '#VoteDateRumour', ['Vote', 'Date', 'Rumour', 'VoteDateRumour'], 'en'],
    ['unspaced scripts give pairs', '東京湾', ['東京', '京湾'], 'ja'],
    ['Cyrillic and Arabic words stand', 'выборы перенесли', ['выборы', 'перенесли'], 'ru'],
  ])('%s', (_, text, expected, language) => {
    expect(words(text, language)).toEqual(expected)
  })

  test('accents, case and endings do not matter', () => {
    expect(terms('Évacués', 'fr')).toEqual(terms('evacuees', 'fr'))
    expect(terms('قَالُوا', 'fa')).toEqual(terms('قالوا', 'fa'))
    expect(terms('election')).toEqual(terms('ELECTIONS'))
    expect(terms('20261')).not.toEqual(terms('202612'))
  })

  test('the words of a handle are those of the text', () => {
    expect(terms('@RiverWatch_Brenk')).toEqual(terms('river watch brenk'))
  })

  test('a title repeated at the start of the text counts once', () => {
    const tokens = createTokenizer()('Bridge closed', 'Bridge closed until May', 'en')
    expect(tokens.count).toBe(4)
    expect(tokens.titleCount).toBe(2)
  })

  test('the number of words is bounded', () => {
    expect(createTokenizer()('a b '.repeat(99_999), 'c d '.repeat(99_999), 'en').count).toBeLessThanOrEqual(MAX_TOKENS)
  })
})

describe('fingerprintOf', () => {
  const print = (text: string) => fingerprintOf(createTokenizer()('', text, 'en'))
  const long = Array.from({ length: 120 }, (_, index) => `word${index}`).join(' ')

  test('case, accents, links and handles do not matter, order and words do', () => {
    expect(print('The bridge is closed').exact).toBe(print('@town the BRIDGE is closed! https://example.org').exact)
    expect(print('The bridge is closed').exact).not.toBe(print('closed is the bridge').exact)
    expect(print('too short').exact).toBeNull()
  })

  test('one changed word in a long text leaves most bits, and a shared band', () => {
    const [a, b] = [print(long).bits, print(long.replace('word60', 'other')).bits]
    expect(differentBits(a ?? [0, 0], b ?? [-1, -1])).toBeLessThan(16)
    expect(bandsOf(a ?? [0, 0])).toHaveLength(4)
    expect(differentBits([0, 0], [0xffffffff, 0xffffffff])).toBe(64)
  })
})
