import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { compileTerms } from './match-terms.ts'
import { TermIndex } from './term-index.ts'

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
    ['"side effect"*', 'known side effects', true],
    ['side effect', 'known side effects', false],
    ['tax', 'New taxi law', false],
    ['tax', 'tax-free zone', true],
    ['cafe', 'Le Café est fermé', true],
    ['élection', 'elections', false],
    ['strasse', 'Die Straße', true],
    ['Straße', 'DIE STRASSE', true],
    ['мост', 'Мост закрыт', true],
    ['мост', 'Мостовая', false],
    ['ёлка', 'елка стоит', true],
    ["здоров'я", 'про здоровʼя людей', true],
    ['tap water', 'Is the tap-water safe?', true],
    ['tap water', 'water tap', false],
    ['tap water', 'tap,\nwater', true],
    ['tap water', 'Turn off the tap. Water is gone.', false],
    ['tap water', 'the tap\n\nWater is gone', false],
    ['St. Petersburg', 'in St. Petersburg today', true],
    ['us senate', 'the U.S. Senate', false],
    ['u s senate', 'the U.S. Senate', true],
    ['"drinking water"', 'clean drinking water', true],
    ['covid 19', 'COVID-19 figures', true],
    ['Covid-19', 'covid 19 figures', true],
    ['eau', "L'eau est bonne", true],
    ["l'eau", 'L’eau est bonne', true],
    ["don't drink", 'Don’t drink it', true],
    ['#WaterUnsafe', 'they say water unsafe', true],
    ['#WaterUnsafe', 'see #waterunsafe', true],
    ['water unsafe', 'see #WaterUnsafe now', true],
    ['waterunsafe', 'see #WaterUnsafe now', true],
    ['water unsafe', 'see #water_unsafe now', true],
    ['5g tower', '#5GTower', true],
    ['water', 'https://example.org/water/1', false],
    ['water', 'read www.water.example/a now', false],
    ['water', 'write to water@example.org', false],
    ['water', 'see water.org', false],
    ['water', 'It is unsafe.Water is gone', true],
    ['example.org/water', 'at https://example.org/water/1', true],
    ['istanbul', 'İSTANBUL’da su', true],
    ['ISPARTA', 'ısparta', true],
    ['λόγος', 'Ο ΛΟΓΟΣ', true],
    ['الماء', 'المَاء ملوث', true],
    ['الماء', 'المـــاء ملوث', true],
    ['امن', 'أمن المياه', true],
    ['ماء', 'الماء', false],
    ['שלום', 'שָׁלוֹם לכם', true],
    ['हिन्दी', 'यह हिन्दी है', true],
    ['हिन्द', 'यह हिन्दी है', false],
    ['虚假', '监测虚假信息', true],
    ['疫苗', '新的疫苗很安全', true],
    ['ワクチン', 'ワクチン接種', true],
    ['น้ำ', 'ดื่มน้ำสะอาด', true],
    ['covid疫苗', '新的COVID疫苗', true],
    ['covid疫苗', '新的xcovid疫苗', false],
    ['c++', 'c is a letter', true],
  ])('%s in %s: %s', (term, text, isMatch) => expect(match([term], text).isMatch).toBe(isMatch))

  test.each([
    ['es: agua', 'es', true],
    ['es: agua', 'und', true],
    ['es: agua', 'pt', false],
    ['agua', 'pt', true],
  ])('%s in an item of %s: %s', (term, language, isMatch) => {
    expect(compileTerms({ include: [term], exclude: [] })('agua', language).isMatch).toBe(isMatch)
    expect(compileTerms({ include: [], exclude: [term] })('agua', language).isMatch).toBe(!isMatch)
  })

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

describe('for any text', () => {
  const word = fc.stringMatching(/^[a-zäéßжиλω]{3,9}$/u)
  const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
  const text = fc.string({ unit: 'binary', maxLength: 60 })
  const check = <T>(values: fc.Arbitrary<T>, holds: (value: T) => void) =>
    fc.assert(fc.property(values, holds), { numRuns: 60 })

  test('a term between separators matches, glued into a longer word only with *', () => {
    // A line of its own that no address, hashtag or combining mark of the text can reach into.
    check(fc.tuple(phrase, text, text), ([term, before, after]) => {
      expect(match([term], `${before}\n\n ${term} \n\n${after}`).matched).toEqual([term])
    })
    check(fc.tuple(phrase, word), ([term, glue]) => {
      fc.pre(!term.startsWith(glue) || !term.includes(' '))
      expect(match([term], `so ${term}${glue} it`).matched).toEqual([])
      expect(match([`${term}*`], `so ${term}${glue} it`).matched).toEqual([`${term}*`])
      expect(match([term], `so ${glue}${term} it`).matched).toEqual([])
    })
  })

  test('an exclusion wins, and other terms change nothing', () => {
    const pool = fc.array(phrase, { maxLength: 8 })
    check(fc.tuple(pool, phrase, pool), ([terms, exclusion, words]) => {
      expect(match([...terms, exclusion], `${words.join(', ')}, ${exclusion}`, [exclusion]).isMatch).toBe(false)
    })
    check(fc.tuple(pool, pool, fc.array(word)), ([terms, others, words]) => {
      const item = [...words, ...terms.slice(0, 2), ...others.slice(0, 1)].join(' ')
      const all = match([...others.toReversed(), ...terms.toReversed()], item).matched
      for (const term of terms) expect(all.includes(term)).toBe(match([term], item).matched.length > 0)
    })
  })

  test('never throws', () => {
    check(fc.tuple(fc.array(text), text), ([terms, item]) => {
      expect(() => match(terms, item, terms)).not.toThrow()
    })
  })

  test.each(['a', 'a a', 'a.a.', 'a@', '#aB', '\n ', '疫苗', 'www.', 'a-'])(
    'the look-ups for %j grow with the text, not with the terms',
    (piece) => {
      const countFor = (terms: number, repeats: number) => {
        const index = new TermIndex()
        for (let at = 0; at < terms; at += 1) for (const term of [`a b${at}`, `a${at}*`, `疫苗${at}`]) index.add(term)
        const lookUps = { count: 0 }
        index.find(piece.repeat(repeats), 'en', lookUps)
        return lookUps.count
      }
      expect(countFor(1000, 2000)).toBeLessThanOrEqual(2 * countFor(1000, 1000) + 20)
      expect(countFor(1000, 1000)).toBeLessThanOrEqual(5 * countFor(1, 1000) + 20)
    },
  )
})
