import { describe, expect, test } from 'vitest'

import { doubtLanguage } from './doubt-language.ts'

const short = { language: 'nl', text: 'Obama wint de debat', isDeclared: false }

describe('doubtLanguage', () => {
  test.each<[string, Partial<typeof short>, Record<string, number>, string]>([
    ['a short text in a language the source hardly uses', {}, { en: 30, nl: 1 }, 'und'],
    ['a short text in one of its languages', {}, { en: 30, nl: 10 }, 'nl'],
    ['a long text is trusted', { text: 'woord '.repeat(60) }, { en: 30, nl: 1 }, 'nl'],
    ['a declared language is trusted', { isDeclared: true }, { en: 30, nl: 1 }, 'nl'],
    ['a source of which little is known', {}, { en: 8, nl: 1 }, 'nl'],
    ['items of unknown language tell nothing', {}, { und: 50, nl: 1 }, 'nl'],
    ['an unknown language stays so', { language: 'und' }, { en: 30 }, 'und'],
  ])('%s', (_name, changes, counts, language) => {
    expect(doubtLanguage({ ...short, ...changes }, counts)).toBe(language)
  })
})
