import { expect, test } from 'vitest'

import { emptyProfile, judgeProfile } from './profile-draft.ts'

const now = new Date('2026-11-20T10:00:00Z')
const draft = {
  ...emptyProfile(now),
  title: 'Public health, winter 2026',
  purpose: 'Keep people safe from false health advice.',
  legalBasis: 'Public health act, section 3',
  necessity: 'Reading a hundred sources by hand is too slow.',
  proportionality: 'Only public sources, no persons, few terms.',
}

test('an empty form names every question that must be answered', () => {
  const verdict = judgeProfile(emptyProfile(now), now)
  expect(!verdict.ok && verdict.faults).toEqual(['title', 'purpose', 'legalBasis', 'necessity', 'proportionality'])
})

test('lines become lists without blanks or repeats, and ninety days is the usual end', () => {
  const verdict = judgeProfile({ ...draft, terms: 'tap water\n\n tap water \nvaccine', languages: 'ES, en' }, now)
  expect(verdict.ok && verdict.profile).toMatchObject({
    terms: ['tap water', 'vaccine'],
    languages: ['es', 'en'],
    impactAssessmentReference: null,
    endsAt: '2027-02-18T23:59:59.000Z',
  })
})

test('an end in the past, a short term and a broken address are named', () => {
  const verdict = judgeProfile({ ...draft, endsOn: '2026-11-01', terms: 'x', sources: 'not an address' }, now)
  expect(!verdict.ok && verdict.faults).toEqual(['terms', 'endsAt', 'sources'])
})

test('the end may be the last whole day before the latest end, and no later', () => {
  const latestEnd = '2027-05-23T10:00:00.000Z'
  expect(judgeProfile({ ...draft, endsOn: '2027-05-22' }, now, latestEnd).ok).toBe(true)
  const late = judgeProfile({ ...draft, endsOn: '2027-05-23' }, now, latestEnd)
  expect(!late.ok && late.faults).toEqual(['endsAt'])
})
