import { describe, expect, test } from 'vitest'

import { caseMovePermission } from './case-move-permission.ts'
import { CASE_STATES, CASE_TRANSITIONS, type CaseMove, type CaseState, moveCase } from './case-state.ts'

const LEGAL: Readonly<Record<CaseState, readonly CaseState[]>> = {
  new: ['triaged', 'dismissed', 'merged'],
  triaged: ['active', 'monitoring', 'closed', 'merged'],
  active: ['monitoring', 'closed', 'merged'],
  monitoring: ['active', 'closed', 'merged'],
  closed: ['active'],
  dismissed: ['triaged'],
  merged: [],
}

const READY = { opinionGate: 'verifiable_fact', openTaskings: 0 }
const everything = (to: CaseState): CaseMove => ({
  to,
  dismissalReason: 'opinion',
  closingReason: 'faded',
  mergedInto: 'another',
})

describe('CASE_TRANSITIONS', () => {
  const pairs = CASE_STATES.flatMap((from) => CASE_STATES.map((to) => ({ from, to })))
  test.each(pairs)('$from > $to', ({ from, to }) => {
    expect(moveCase({ state: from, ...READY }, everything(to)).ok).toBe(LEGAL[from].includes(to))
  })

  test('every case can end, and only a merged one cannot go on', () => {
    for (const state of CASE_STATES) expect(CASE_TRANSITIONS[state].length === 0).toBe(state === 'merged')
  })
})

describe('what a move needs', () => {
  const refusals = [
    ['an assessment before triage', { state: 'new', opinionGate: null }, { to: 'triaged' }, 'opinion_gate_open'],
    ['more than an opinion', { state: 'new', opinionGate: 'opinion' }, { to: 'triaged' }, 'opinion_not_assignable'],
    [
      'more than an opinion, dismissed before too',
      { state: 'dismissed', opinionGate: 'opinion' },
      { to: 'triaged' },
      'opinion_not_assignable',
    ],
    ['a reason to dismiss', { state: 'new' }, { to: 'dismissed' }, 'reason_missing'],
    ['a reason to close', { state: 'active' }, { to: 'closed' }, 'reason_missing'],
    ['a case to merge into', { state: 'active' }, { to: 'merged' }, 'target_missing'],
    [
      'no open taskings to close',
      { state: 'active', openTaskings: 2 },
      { to: 'closed', closingReason: 'faded' },
      'taskings_open',
    ],
    ['a legal way', { state: 'new' }, { to: 'closed', closingReason: 'faded' }, 'case_move_not_allowed'],
  ] as const
  test.each(refusals)('%s', (_name, facts, move, code) => {
    const verdict = moveCase({ ...READY, ...facts }, move)
    expect(verdict).toMatchObject({ ok: false, code })
    expect(!verdict.ok && verdict.message.length > 20).toBe(true)
  })

  test('an opinion built on a false fact may be triaged', () => {
    expect(
      moveCase({ state: 'new', opinionGate: 'opinion_on_false_fact', openTaskings: 0 }, { to: 'triaged' }),
    ).toEqual({ ok: true })
  })
})

describe('caseMovePermission', () => {
  test.each([
    ['new', 'triaged', 'case.triage'],
    ['new', 'dismissed', 'case.triage'],
    ['triaged', 'active', 'case.triage'],
    ['active', 'closed', 'case.close'],
    ['active', 'merged', 'case.close'],
    ['closed', 'active', 'case.close'],
  ] as const)('%s > %s needs %s', (from, to, permission) => {
    expect(caseMovePermission(from, to)).toBe(permission)
  })
})
