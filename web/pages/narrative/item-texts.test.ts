import { describe, expect, test } from 'vitest'

import { itemTexts } from './item-texts.ts'

describe('itemTexts', () => {
  test('an article keeps title and excerpt', () => {
    expect(itemTexts('Tap water unsafe', 'After the repair…')).toEqual({
      heading: 'Tap water unsafe',
      body: 'After the repair…',
    })
  })
  test('a short post cut into its own title is said once, whole', () => {
    const post = 'Affaire Benalla : Mélenchon et Hamon demandent l’audition de Macron https://t.co/x'
    expect(itemTexts('Affaire Benalla : Mélenchon et Hamon…', post)).toEqual({ heading: post, body: null })
  })
  test('a long text that begins with its title keeps both', () => {
    const long = `Tap water unsafe ${'and so on '.repeat(60)}`
    expect(itemTexts('Tap water unsafe', long)).toEqual({ heading: 'Tap water unsafe', body: long })
  })
  test('whatever is there is shown', () => {
    expect(itemTexts('', 'only text')).toEqual({ heading: 'only text', body: null })
    expect(itemTexts('only title', '')).toEqual({ heading: 'only title', body: null })
  })
})
