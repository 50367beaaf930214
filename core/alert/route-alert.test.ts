import { describe, expect, test } from 'vitest'

import { routeRuleIdSchema, type UnitId, unitIdSchema } from '../ids.ts'
import { type AlertFacts, routeAlert, type RouteRule } from './route-alert.ts'

const unit = (n: number): UnitId => unitIdSchema.parse(`00000000-0000-7000-8000-00000000000${n}`)
const [health, interior, coordination, water] = [unit(1), unit(2), unit(3), unit(4)]
let made = 0

function rule(changes: Partial<RouteRule>): RouteRule {
  made += 1
  return {
    id: routeRuleIdSchema.parse(`00000000-0000-7000-9000-${String(made).padStart(12, '0')}`),
    position: made,
    title: `Rule ${made}`,
    terms: [],
    countries: [],
    languages: [],
    minSeverity: 'S4',
    unitIds: [health],
    continues: false,
    isCatchAll: false,
    enabled: true,
    ...changes,
  }
}

const catchAll = rule({ title: 'Everything else', unitIds: [coordination], isCatchAll: true, position: 999 })
const facts: AlertFacts = {
  severity: 'S2',
  title: 'Tap water in Brăila said to be poisoned',
  keyTerms: ['water', 'poison', 'Brăila'],
  texts: ['Residents were told that the health ministry hides it.'],
  countries: ['RO'],
  languages: ['ro', 'en'],
}
const unitsOf = (rules: RouteRule[], about = facts) =>
  routeAlert(rules, about, coordination).map(({ unitId }) => unitId)

describe('routeAlert', () => {
  test.each<[string, Partial<RouteRule>, boolean]>([
    ['a rule without conditions', {}, true],
    ['a term in the headline, whatever its accents', { terms: ['Braila'] }, true],
    ['a term in the items', { terms: ['health ministry'] }, true],
    ['a term that is only part of a word', { terms: ['wate'] }, false],
    ['a term with an open end', { terms: ['poison*'] }, true],
    ['a phrase that spans two key terms', { terms: ['water poison'] }, false],
    ['a term of nothing but signs', { terms: ['***'] }, false],
    ['no term of several', { terms: ['vaccine', 'election'] }, false],
    ['one term of several', { terms: ['vaccine', 'water'] }, true],
    ['the country', { countries: ['MD', 'RO'] }, true],
    ['another country', { countries: ['MD'] }, false],
    ['the language', { languages: ['en'] }, true],
    ['another language', { languages: ['hu'] }, false],
    ['the same severity', { minSeverity: 'S2' }, true],
    ['less urgent than the rule asks', { minSeverity: 'S1' }, false],
    ['more urgent than the rule asks', { minSeverity: 'S3' }, true],
    ['a fitting term in another country', { terms: ['water'], countries: ['MD'] }, false],
    ['a rule that is switched off', { enabled: false }, false],
  ])('%s', (_name, changes, fits) => {
    expect(unitsOf([rule(changes), catchAll])).toEqual([fits ? health : coordination])
  })

  test('the first rule that fits decides, by position and not by order in the list', () => {
    const second = rule({ position: 2, unitIds: [interior] })
    const first = rule({ position: 1, unitIds: [water] })
    expect(unitsOf([second, first, catchAll])).toEqual([water])
  })

  test('a rule that continues lets later rules add their units; the catch-all stays out', () => {
    const rules = [
      rule({ continues: true, unitIds: [health, water] }),
      rule({ unitIds: [interior, water] }),
      rule({ unitIds: [coordination] }),
      catchAll,
    ]
    expect(unitsOf(rules)).toEqual([health, water, interior])
    expect(routeAlert(rules, facts, coordination).find(({ unitId }) => unitId === water)?.matchedRules).toHaveLength(2)
  })

  test('says on what it matched', () => {
    const because = routeAlert(
      [rule({ terms: ['water', 'health'], countries: ['RO'], languages: ['ro'], minSeverity: 'S3' })],
      facts,
      coordination,
    )[0]?.matchedRules[0]?.because
    expect(because).toEqual([
      '“water” in the headline',
      '“health” in its items',
      'published in RO',
      'in ro',
      'severity S2, and the rule asks for S3 or more urgent',
    ])
  })

  test('spellings that fold to one word are one reason', () => {
    const [routed] = routeAlert([rule({ terms: ['water', 'Wáter', 'tap'] })], facts, coordination)
    expect(routed?.matchedRules[0]?.because).toEqual([
      expect.stringContaining('“water”'),
      expect.stringContaining('“tap”'),
      expect.stringContaining('severity'),
    ])
  })

  test('an alert reaches somebody even without any rule', () => {
    expect(unitsOf([])).toEqual([coordination])
    expect(routeAlert([], facts, coordination)[0]?.matchedRules[0]?.because[0]).toContain('no catch-all')
  })
})
