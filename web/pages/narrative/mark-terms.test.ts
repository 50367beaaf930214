import { describe, expect, test } from 'vitest'

import { markTerms } from './mark-terms.ts'

const marked = (text: string, terms: string[]) =>
  markTerms(text, terms)
    .map((part) => (part.isMarked ? `[${part.text}]` : part.text))
    .join('')

describe('markTerms', () => {
  test('marks whole words, whatever their case and accents', () => {
    expect(marked('El agua no es segura: Ágüa', ['agua'])).toBe('El [agua] no es segura: [Ágüa]')
  })
  test('a stem marks the longer words that begin with it', () => {
    expect(marked('Repairs after the repair', ['repair'])).toBe('[Repairs] after the [repair]')
  })
  test('a short term marks no longer words', () => {
    expect(marked('an answer', ['an'])).toBe('[an] answer')
  })
  test('terms of two words mark both', () => {
    expect(marked('tap water is safe', ['tap water'])).toBe('[tap] [water] is safe')
  })
  test('keeps the text whole', () => {
    const text = 'Wasser – не питьевая “вода”.'
    expect(
      markTerms(text, ['вода'])
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
  })
  test('scripts without spaces stay unmarked rather than wrong', () => {
    expect(marked('自来水不安全', ['水'])).toBe('自来水不安全')
  })
})
