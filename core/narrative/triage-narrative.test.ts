import { describe, expect, test } from 'vitest'

import { NARRATIVE_STATES } from './narrative-state.ts'
import { rateNarrative, undoTriage } from './triage-narrative.ts'

describe('rateNarrative', () => {
  test.each(NARRATIVE_STATES)('%s', (state) => {
    expect(rateNarrative(state).ok).toBe(state !== 'merged' && state !== 'dismissed')
  })
})

describe('undoTriage', () => {
  const facts = { state: 'confirmed', leftState: 'confirmed', kind: 'confirm', isOnCase: false } as const
  test.each([
    ['as it was left', facts, undefined],
    ['moved on since', { ...facts, state: 'merged' as const }, 'narrative_moved_on'],
    ['a case rests on it', { ...facts, isOnCase: true }, 'narrative_on_case'],
    ['a rating under a case', { ...facts, kind: 'rate' as const, isOnCase: true }, undefined],
  ])('%s', (_name, given, code) => {
    const verdict = undoTriage(given)
    expect(verdict.ok ? undefined : verdict.code).toBe(code)
  })
})
