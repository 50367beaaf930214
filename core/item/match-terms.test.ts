import { describe, expect, test } from 'vitest'
import { compileTerms } from './match-terms.ts'

const match = (include: string[], text: string, exclude: string[] = []) => compileTerms({ include, exclude })(text)

describe('compileTerms', () => {
  test('no terms means everything', () => {
    expect(match([], 'anything')).toEqual({ isMatch: true, matched: [], excludedBy: null })
    expect(match(['  ', '*'], 'anything').isMatch).toBe(true)
  })

  test.each([
    ['vaccine', 'The VACCINE works', true],
    ['vaccine', 'The vaccines work', false],
    ['vaccin*', 'The vaccines work', true],
    ['tax', 'New taxi law', false],
    ['tax', 'tax-free zone', true],
    ['cafe', 'Le Café est fermé', true],
    ['élection', 'elections', false],
    ['strasse', 'Die Straße', true],
    ['мост', 'Мост закрыт', true],
    ['мост', 'Мостовая', false],
    ['ёлка', 'елка стоит', true],
    ['虚假', '监测虚假信息', true],
    ['tap water', 'Is the tap-water safe?', true],
    ['tap water', 'water tap', false],
    ['"drinking water"', 'clean drinking water', true],
    ['covid 19', 'COVID-19 figures', true],
    ['हिन्दी', 'यह हिन्दी है', true],
    ['c++', 'c is a letter', true],
  ])('%s in %s: %s', (term, text, isMatch) => expect(match([term], text).isMatch).toBe(isMatch))

  test('names every matched term as written, and exclusions win', () => {
    expect(match(['Vaccine', 'school', 'bus'], 'School bus and vaccine')).toEqual({
      isMatch: true,
      matched: ['Vaccine', 'school', 'bus'],
      excludedBy: null,
    })
    expect(match(['vaccine'], 'vaccine for dogs', ['dogs'])).toEqual({
      isMatch: false,
      matched: ['vaccine'],
      excludedBy: 'dogs',
    })
    expect(match([], 'horoscope of the day', ['horoscope']).isMatch).toBe(false)
  })
})
