import { describe, expect, test } from 'vitest'

import { offerTasking } from './offer-tasking.ts'
import { moveTasking, OPEN_TASKING_STATES, TASKING_STATES, TASKING_TRANSITIONS } from './tasking-state.ts'

/** from>to: who may, and ! where a reason is needed. */
const LEGAL: Readonly<Record<string, 'unit' | 'unit!' | 'coordinator!'>> = {
  'offered>accepted': 'unit',
  'offered>declined': 'unit!',
  'offered>withdrawn': 'coordinator!',
  'accepted>in_progress': 'unit',
  'accepted>withdrawn': 'coordinator!',
  'in_progress>blocked': 'unit!',
  'in_progress>done': 'unit',
  'in_progress>withdrawn': 'coordinator!',
  'blocked>in_progress': 'unit',
  'blocked>withdrawn': 'coordinator!',
  'done>returned': 'coordinator!',
  'returned>in_progress': 'unit',
  'returned>withdrawn': 'coordinator!',
}

describe('TASKING_TRANSITIONS', () => {
  const pairs = TASKING_STATES.flatMap((from) => TASKING_STATES.map((to) => ({ from, to })))
  test.each(pairs)('$from > $to', ({ from, to }) => {
    const rule = LEGAL[`${from}>${to}`]
    for (const by of ['unit', 'coordinator'] as const) {
      expect(moveTasking(from, to, by, 'Because').ok).toBe(rule?.startsWith(by) ?? false)
      expect(moveTasking(from, to, by, '  ').ok).toBe(rule === by)
    }
    expect(moveTasking(from, to, 'both', 'Because').ok).toBe(rule !== undefined)
  })

  test('what is open can still be withdrawn, what is not cannot', () => {
    for (const state of TASKING_STATES) {
      const canBeWithdrawn = TASKING_TRANSITIONS[state].some(({ to }) => to === 'withdrawn')
      expect(canBeWithdrawn).toBe(OPEN_TASKING_STATES.some((open) => open === state))
    }
  })
})

describe('offerTasking', () => {
  const facts = { caseState: 'triaged' as const, opinionGate: 'verifiable_fact', standing: [] }
  const offer = { unitId: 'health', part: 'lead' as const }
  test.each([
    ['a triaged case with a fact', facts, offer, undefined],
    [
      'a second unit in support',
      { ...facts, standing: [{ unitId: 'interior', part: 'lead' as const }] },
      { ...offer, part: 'support' as const },
      undefined,
    ],
    ['before the gate', { ...facts, opinionGate: null }, offer, 'opinion_gate_open'],
    ['an opinion', { ...facts, opinionGate: 'opinion' }, offer, 'opinion_not_assignable'],
    ['a closed case', { ...facts, caseState: 'closed' as const }, offer, 'case_not_open'],
    ['a second leader', { ...facts, standing: [{ unitId: 'interior', part: 'lead' as const }] }, offer, 'lead_exists'],
    [
      'a unit asked already',
      { ...facts, standing: [{ unitId: 'health', part: 'support' as const }] },
      offer,
      'unit_already_tasked',
    ],
  ])('%s', (_name, given, asked, code) => {
    const verdict = offerTasking(given, asked)
    expect(verdict.ok ? undefined : verdict.code).toBe(code)
  })
})
