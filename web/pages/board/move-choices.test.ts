import { describe, expect, test } from 'vitest'

import { moveChoices } from './move-choices.ts'

const everything = () => true
const facts = { state: 'new', opinionGate: null, openTaskings: 0 } as const

describe('moveChoices', () => {
  test('an unassessed case is assessed on the way to triage', () => {
    expect(moveChoices(facts, everything)[0]).toEqual({ to: 'triaged', step: 'assess', refusal: null })
  })

  test('a plain opinion shows beforehand that it cannot be triaged, and can be dismissed', () => {
    const [triage, dismiss] = moveChoices({ ...facts, opinionGate: 'opinion' }, everything)
    expect(triage?.refusal?.code).toBe('opinion_not_assignable')
    expect(dismiss).toEqual({ to: 'dismissed', step: 'dismissal_reason', refusal: null })
  })

  test('open taskings hold a case open, and say how many', () => {
    const close = moveChoices({ state: 'active', opinionGate: 'verifiable_fact', openTaskings: 2 }, everything).find(
      ({ to }) => to === 'closed',
    )
    expect(close?.refusal).toEqual({ code: 'taskings_open', count: 2 })
  })

  test('an analyst may triage but not close', () => {
    const choices = moveChoices(
      { state: 'triaged', opinionGate: 'verifiable_fact', openTaskings: 0 },
      (permission) => permission === 'case.triage',
    )
    expect(choices.filter(({ refusal }) => refusal === null).map(({ to }) => to)).toEqual(['active', 'monitoring'])
  })

  test('a merged case goes nowhere', () => {
    expect(moveChoices({ ...facts, state: 'merged' }, everything)).toEqual([])
  })
})
