import { expect, test } from 'vitest'

import { draftOf, judgeRule } from './rule-draft.ts'

const UNIT = '019a0000-0000-7000-8000-000000000001'

test('an empty rule names what it lacks', () => {
  const verdict = judgeRule(draftOf(null))
  expect(!verdict.ok && verdict.faults).toEqual(['title', 'unitIds'])
})

test('lines and codes become lists in the letters the hub expects', () => {
  const verdict = judgeRule({
    ...draftOf(null),
    title: 'Water',
    terms: 'tap water\nboil notice',
    countries: 'es, pt es',
    languages: 'ES',
    unitIds: [UNIT],
  })
  expect(verdict.ok && verdict.rule).toMatchObject({
    terms: ['tap water', 'boil notice'],
    countries: ['ES', 'PT'],
    languages: ['es'],
    minSeverity: 'S3',
  })
})

test('a country that is none is named', () => {
  const verdict = judgeRule({ ...draftOf(null), title: 'Water', countries: 'Spain', unitIds: [UNIT] })
  expect(!verdict.ok && verdict.faults).toEqual(['countries'])
})
