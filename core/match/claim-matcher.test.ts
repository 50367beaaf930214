import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { createClaimMatcher, sharesEnough } from './claim-matcher.ts'
import type { ClaimDocument } from './claim-text.ts'

const claimOf = (id: string, claim: string, title = '', language = 'en'): ClaimDocument => ({
  id,
  claim,
  title,
  language,
})

const CLAIMS = [
  claimOf('water', 'Tap water in Vienna contains lead from old pipes.', 'Is Tap Water in Vienna Unsafe?'),
  claimOf('whales', "More than 100 whales are trapped in an underwater 'jail' in Russia."),
  claimOf('condom', 'Prophylactic maker Durex is producing an eggplant-flavored condom.'),
  claimOf('coach', 'Bernie Sanders flies coach while traveling for his presidential campaign.'),
  claimOf('jet', 'Bernie Sanders flew on a private jet and served a lavish menu when traveling to Rome in April 2016.'),
  claimOf('rifle', 'The National Rifle Association banned firearms from its own convention.'),
  claimOf('pole', 'Le pôle Nord magnétique se déplace vers la Sibérie à cause des téléphones.', '', 'fr'),
  claimOf('kanji', '水道水には鉛が含まれている', '', 'ja'),
  ...Array.from({ length: 30 }, (_, at) =>
    claimOf(`other${at}`, `A photograph number ${at} shows a bridge in town ${at}.`),
  ),
]
const filled = (claims: readonly ClaimDocument[] = CLAIMS) => {
  const matcher = createClaimMatcher()
  for (const claim of claims) matcher.put(claim)
  return matcher
}
const ask = (text: string, language = 'en') => ({ text, language })

describe('the first claim review for an item', () => {
  test.each([
    ['in other words', 'Whale prison discovered by drone in Far East Russia', 'en', 'whales'],
    ['by a tag in camel case', 'Exciting new range! #DurexToProduce #EggplantCondom', 'en', 'condom'],
    ['by a tag in small letters', 'is this real #eggplantflavored', 'en', 'condom'],
    ['by the name of its author', 'On a lavish private flight — Sanders (@BernieSanders) April 2, 2016', 'en', 'jet'],
    ['by the initials of a name', 'so the NRA keeps weapons out of its own meeting', 'en', 'rifle'],
    ['by its title', 'Unsafe water, says my neighbour', 'en', 'water'],
    ['in French, without accents', 'Le pole nord magnetique va vers la siberie', 'fr', 'pole'],
    ['in a script without spaces', '東京の水道水には鉛が含まれている?', 'ja', 'kanji'],
  ])('is found %s', (_, text, language, id) => {
    expect(filled().rank(ask(text, language), 5)[0]?.claim.id).toBe(id)
  })

  test('comes with the words as written in both', () => {
    const [first] = filled().rank(ask('‘Whale prison’ found in RUSSIAN waters'), 1)
    expect(first?.words).toEqual([
      { inItem: 'Whale', inClaim: 'whales', kind: 'same' },
      { inItem: 'prison', inClaim: 'jail', kind: 'alike' },
      { inItem: 'RUSSIAN', inClaim: 'Russia', kind: 'same' },
    ])
  })

  test('shows the name that initials in the item stand for, as one shared thing', () => {
    const [first] = filled().rank(ask('what does the NRA say'), 1)
    expect(first?.words).toEqual([
      { inItem: 'NRA', inClaim: 'National', kind: 'alike' },
      { inItem: 'NRA', inClaim: 'Rifle', kind: 'alike' },
      { inItem: 'NRA', inClaim: 'Association', kind: 'alike' },
    ])
    expect(first?.things).toBe(1)
  })

  test('takes no word for another of another language', () => {
    const [first] = filled([claimOf('hat', 'Wer hat den Hut?', '', 'de')]).rank(ask('cap hut', 'de'), 1)
    expect(first?.words).toEqual([{ inItem: 'hut', inClaim: 'Hut', kind: 'same' }])
  })

  test('is found for a narrative by its title and top terms', () => {
    const query = { title: 'Vienna', text: '', terms: ['lead', 'pipes', 'tap water'], language: 'en' }
    expect(filled().rank(query, 1)[0]?.claim.id).toBe('water')
  })
})

describe('suggesting', () => {
  test('gives the review an item repeats', () => {
    const found = filled().suggest(ask('Bernie Sanders flies coach while traveling for his presidential campaign'), 3)
    expect(found.map(({ claim }) => claim.id)).toEqual(['coach'])
  })

  test.each([
    ['unrelated words', 'Lovely weather for the village fair, see you all on Sunday!'],
    ['nothing', ''],
    ['one letter', 'a'],
    ['signs', '… !!! —— @@@ ### https://example.org/x'],
    ['one common word', 'photograph'],
    ['a name alone', 'Bernie'],
  ])('abstains on %s', (_, text) => expect(filled().suggest(ask(text), 5)).toEqual([]))

  test('counts initials once across languages, whatever name they stand for', () => {
    const words = ['National', 'Rifle', 'Association'].map((inClaim) => ({
      inItem: 'NRA',
      inClaim,
      kind: 'alike' as const,
    }))
    const more = ['Dallas', 'Texas', '2018'].map((word) => ({ inItem: word, inClaim: word, kind: 'same' as const }))
    const match = { claim: claimOf('rifle', ''), things: 3 }
    expect(sharesEnough({ ...match, words: [...words, ...more.slice(1)] }, 'fr')).toBe(false)
    expect(sharesEnough({ ...match, words: [...words, ...more] }, 'fr')).toBe(true)
  })

  test('abstains when it holds nothing', () => expect(createClaimMatcher().suggest(ask('water'), 5)).toEqual([]))
})

describe('claim reviews that come and go', () => {
  const anyText = fc
    .array(fc.constantFrom(...'water lead pipe Trump whale jail 100 2016 Vienna photo #TapWater the of'.split(' ')), {
      minLength: 1,
      maxLength: 8,
    })
    .map((words) => words.join(' '))
  const anyClaims = fc
    .array(anyText, { maxLength: 15 })
    .map((texts) => texts.map((text, at) => claimOf(`c${at}`, text, at % 2 === 0 ? '' : text)))

  test('answer the same in whatever order they came', () => {
    fc.assert(
      fc.property(anyClaims, anyText, (claims, text) => {
        expect(filled(claims.toReversed()).rank(ask(text), 9)).toEqual(filled(claims).rank(ask(text), 9))
      }),
    )
  })

  test('leave no trace when removed', () => {
    fc.assert(
      fc.property(anyClaims, anyText, anyText, (claims, text, passing) => {
        const matcher = filled(claims)
        matcher.put(claimOf('passing', passing))
        expect(matcher.remove('passing')).toBe(true)
        expect(matcher.remove('passing')).toBe(false)
        matcher.put(claimOf('last', 'lead in water'))
        expect(matcher.rank(ask(text), 9)).toEqual(
          filled([...claims, claimOf('last', 'lead in water')]).rank(ask(text), 9),
        )
      }),
    )
  })

  test('replace what had their id', () => {
    const matcher = filled()
    matcher.put(claimOf('water', 'The moon is made of cheese.'))
    expect(matcher.size()).toBe(CLAIMS.length)
    expect(matcher.rank(ask('the moon is cheese'), 1)[0]?.claim.id).toBe('water')
    expect(matcher.rank(ask('lead pipes in Vienna'), 9)).toEqual([])
  })
})

describe('hostile input', () => {
  test('of any kind gives an ordered, finite answer', () => {
    const matcher = filled()
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 5 }), (text, language) => {
        matcher.put(claimOf('hostile', text, text, language))
        const ranked = matcher.rank(ask(text, language), 50)
        for (const { probability, score } of ranked) {
          expect(Number.isFinite(score)).toBe(true)
          expect(probability >= 0 && probability <= 1).toBe(true)
        }
        expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score).toSorted((a, b) => b - a))
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['five million letters', 'a'.repeat(5_000_000)],
    ['five megabytes of words', 'water lead Vienna '.repeat(280_000)],
    ['ten thousand hashtags', Array.from({ length: 10_000 }, (_, at) => `#TapWater${at}`).join(' ')],
    ['a signature that never ends', `${' —'.repeat(100_000)} (@${'a'.repeat(100_000)}`],
    ['only marks', '\u0301'.repeat(1_000_000)],
  ])('of %s is cut before it is read', (_, text) => {
    const matcher = filled()
    expect(matcher.rank(ask(text), 50).length).toBeLessThanOrEqual(40)
    matcher.put(claimOf('long', text, text))
    expect(matcher.remove('long')).toBe(true)
    expect(matcher.rank(ask('Tap water in Vienna'), 50)).toEqual(filled().rank(ask('Tap water in Vienna'), 50))
  })
})
