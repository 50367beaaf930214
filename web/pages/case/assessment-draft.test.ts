import { expect, test } from 'vitest'

import {
  type AssessmentDraft,
  EMPTY_ASSESSMENT,
  judgeAssessment,
  suggestedPriority,
  toggled,
} from './assessment-draft.ts'

const judged: AssessmentDraft = {
  ...EMPTY_ASSESSMENT,
  opinionGate: 'verifiable_fact',
  reach: 'minor_story',
  confidence: 'high',
  basis: 'Two wire stories, both checked.',
}

test('an empty draft names the fields that are open', () => {
  expect(judgeAssessment(EMPTY_ASSESSMENT)).toEqual({
    ok: false,
    faults: ['opinionGate', 'reach', 'confidence', 'basis'],
  })
})

test('the suggestion holds until a person chooses otherwise', () => {
  expect(suggestedPriority(EMPTY_ASSESSMENT)).toBeUndefined()
  const followed = judgeAssessment(judged)
  expect(followed.ok && followed.assessment.priority).toBe('high')
  const chosen = judgeAssessment({ ...judged, priority: 'low' })
  expect(chosen.ok && chosen.assessment.priority).toBe('low')
})

test('ticks come and go in a fixed order', () => {
  const all = ['a', 'b', 'c'] as const
  expect(toggled(all, ['c'], 'a')).toEqual(['a', 'c'])
  expect(toggled(all, ['a', 'c'], 'a')).toEqual(['c'])
})
