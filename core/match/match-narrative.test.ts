import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { chooseViews, type ViewItem } from './choose-views.ts'
import { createClaimMatcher } from './claim-matcher.ts'
import { judgeMatches } from './judge-matches.ts'
import { combineChances, matchNarrative, type NarrativeView } from './match-narrative.ts'
import { keepHeaviest } from './shortlist-narratives.ts'

const claimOf = (id: string, claim: string) => ({ id, claim, title: '', language: 'en' })
const CLAIMS = [
  claimOf('water', 'Tap water in Vienna contains lead from old pipes.'),
  claimOf('whales', "More than 100 whales are trapped in an underwater 'jail' in Russia."),
  ...Array.from({ length: 60 }, (_, at) =>
    claimOf(`other${at}`, `A photograph number ${at} shows a bridge in town ${at}.`),
  ),
]
const matcher = createClaimMatcher()
for (const claim of CLAIMS) matcher.put(claim)
const view = (itemId: string | null, text: string): NarrativeView => ({ itemId, query: { text, language: 'en' } })
const WATER = 'Tap water in Vienna contains lead from old pipes!!'
const FAIR = 'Lovely weather for the village fair, see you all on Sunday'

describe('matching a narrative', () => {
  test('finds the claim its items repeat, with the item and the words', () => {
    const [first] = matchNarrative(matcher, [view('a', WATER), view('b', 'Lead in the tap water of Vienna')], 5)
    expect(first).toMatchObject({ claimId: 'water', itemId: 'a' })
    expect(first?.words.map(({ inClaim }) => inClaim)).toContain('Vienna')
    expect(judgeMatches(first ? [first] : [], null)).toHaveLength(1)
  })

  test('is not swayed by one stray item', () => {
    const stray = [view('a', WATER), view('b', FAIR), view('c', FAIR), view('d', FAIR)]
    expect(judgeMatches(matchNarrative(matcher, stray, 5), null)).toEqual([])
  })

  test('of one view gives that view’s own chance', () => {
    const [first] = matchNarrative(matcher, [view('a', WATER)], 1)
    expect(first?.chance).toBeCloseTo(matcher.rank({ text: WATER, language: 'en' }, 1)[0]?.probability ?? 0, 4)
  })

  test('has nothing to say of nothing', () => expect(matchNarrative(matcher, [], 5)).toEqual([]))

  test('points at an item rather than at the key terms', () => {
    const [first] = matchNarrative(matcher, [view(null, WATER), view('a', 'lead in water, Vienna')], 1)
    expect(first).toMatchObject({ claimId: 'water', itemId: 'a' })
  })

  test('gives a chance between the least and the greatest of its views', () => {
    const chance = fc.double({ min: 0.001, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 5 }), (chances) => {
        const combined = combineChances(chances, chances.length)
        expect(combined).toBeGreaterThanOrEqual(Math.min(...chances) - 1e-9)
        expect(combined).toBeLessThanOrEqual(Math.max(...chances) + 1e-9)
      }),
    )
  })
})

describe('things shared', () => {
  const things = (claim: string, item: string) => {
    const own = createClaimMatcher()
    own.put(claimOf('x', claim))
    return own.rank({ text: item, language: 'en' }, 1)[0]?.things ?? 0
  }
  test.each([
    ['a name of two words is one', 'Tap water in Port Arden contains lead', 'The fair of Port Arden was lovely', 1],
    ['a name and a word are two', 'Tap water in Port Arden contains lead', 'Lead in Port Arden', 2],
    [
      'two names are two',
      'Minister Anna Berg met the owner Carl Dorn in a small town by the sea',
      'Photo of Anna Berg with Carl Dorn',
      2,
    ],
    ['headlines have no names', 'Tap Water In Port Arden Contains Lead', 'Port Arden', 2],
    ['words are words', 'tap water contains lead', 'lead in tap water', 3],
  ])('%s', (_, claim, item, count) => expect(things(claim, item)).toBe(count))
})

describe('judging', () => {
  const match = (chance: number) => ({ claimId: 'x', itemId: null, words: [], score: 1, chance })
  test.each([
    [0.9, null, [true]],
    [0.6, null, [false]],
    [0.4, null, []],
    [0.6, { shift: 0, slope: 1 }, [true]],
    [0.3, { shift: 0, slope: 1 }, []],
  ])('a chance of %s with the correction %s leaves %s', (chance, correction, expected) => {
    expect(judgeMatches([match(chance)], correction).map(({ isFresh }) => isFresh)).toEqual(expected)
  })
})

describe('the views of a narrative', () => {
  const item = (id: string, centrality: number): ViewItem => ({ id, title: id, text: id, language: 'en', centrality })
  const narrative = { title: 'Water', language: 'en', terms: ['lead', 'pipes'] }

  test('are its newest and most central items, and its terms once it has three items', () => {
    const items = [item('e', 0.1), item('d', 0.2), item('c', 0.3), item('b', 0.9), item('a', 0.8)]
    expect(chooseViews(narrative, items).map(({ itemId }) => itemId)).toEqual(['e', 'd', 'b', 'a', null])
    expect(chooseViews(narrative, items.slice(0, 2)).map(({ itemId }) => itemId)).toEqual(['e', 'd'])
    expect(chooseViews(narrative, [])).toEqual([])
  })
})

describe('the short list for a new claim', () => {
  const profile = (id: string, title: string, terms: readonly string[] = []) => ({ id, title, language: 'en', terms })

  test('holds the narratives that share two words with it, rarest words first', () => {
    const narratives = [
      profile('fair', 'The village fair'),
      profile('bridge', 'A photograph of a bridge in town'),
      profile('vienna', 'Old pipes in Vienna', ['lead', 'water']),
      profile('pipes', 'Old pipes burst'),
    ]
    const pairs = matcher.shortlist(['water', 'gone'], narratives)
    expect(pairs.map(({ narrativeId }) => narrativeId)).toEqual(['vienna', 'pipes'])
  })

  test('is cut to twenty of each claim', () => {
    const pairs = Array.from({ length: 50 }, (_, at) => ({ claimId: 'c', narrativeId: `n${at}`, weight: at }))
    expect(keepHeaviest(pairs)).toHaveLength(20)
    expect(keepHeaviest(pairs)[0]?.weight).toBe(49)
  })
})
