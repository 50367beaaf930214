import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { judgeLikeness, type LikenessFacts, type SharedFeature } from './judge-likeness.ts'

const facts = (change: Partial<LikenessFacts>): LikenessFacts => ({
  shared: [],
  narratives: 1_000,
  isSameLanguage: false,
  termCosine: 0,
  meaningCosine: null,
  gapDays: 0,
  ...change,
})
const rare = (kind: SharedFeature['kind'], shown: string): SharedFeature => ({ kind, shown, holders: 2 })

describe('judgeLikeness', () => {
  test.each<[string, Partial<LikenessFacts>, boolean]>([
    ['nothing shared', {}, false],
    ['a shared claim review', { shared: [rare('claim', 'Water is safe')] }, true],
    ['a quoted address', { shared: [rare('url', 'https://who.example/report')] }, true],
    ['names alone, however many', { shared: 'abcdef'.split('').map((name) => rare('name', name)) }, false],
    [
      'two names and a number',
      { shared: [rare('name', 'Brenk'), rare('name', 'Tolk'), rare('number', '1,200')] },
      true,
    ],
    [
      'a name all narratives have',
      { shared: [{ kind: 'name', shown: 'Europe', holders: 400 }, rare('tag', '#x')] },
      false,
    ],
    ['key terms and a tag', { isSameLanguage: true, termCosine: 0.35, shared: [rare('tag', '#water')] }, true],
    ['key terms alone', { isSameLanguage: true, termCosine: 0.9 }, false],
    ['meaning alone', { meaningCosine: 0.99 }, false],
    ['meaning and a name', { meaningCosine: 0.9, shared: [rare('name', 'Brenk')] }, true],
    ['an address quoted half a year apart', { gapDays: 180, shared: [rare('url', 'u')] }, false],
  ])('%s', (_, change, isSuggested) => {
    expect(judgeLikeness(facts(change)).isSuggested).toBe(isSuggested)
  })

  test('each reason names what is shared, the heaviest first', () => {
    const { reasons } = judgeLikeness(facts({ shared: [rare('number', '1,200'), rare('url', 'https://a.example')] }))
    expect(reasons.map(({ kind, shown }) => [kind, shown])).toEqual([
      ['url', ['https://a.example']],
      ['number', ['1,200']],
    ])
  })

  test('one more shared feature never lowers the score, and a score is between 0 and 1', () => {
    const feature = fc.record({
      kind: fc.constantFrom<SharedFeature['kind'][]>('claim', 'url', 'name', 'number', 'tag'),
      shown: fc.string(),
      holders: fc.integer({ min: 2, max: 5_000 }),
    })
    fc.assert(
      fc.property(fc.array(feature, { maxLength: 20 }), feature, fc.nat(400), (shared, more, gapDays) => {
        const before = judgeLikeness(facts({ shared, gapDays })).score
        const after = judgeLikeness(facts({ shared: [...shared, more], gapDays })).score
        expect(after).toBeGreaterThanOrEqual(before - 1e-12)
        expect(before).toBeGreaterThanOrEqual(0)
        expect(after).toBeLessThanOrEqual(1)
      }),
    )
  })
})
