import { describe, expect, test } from 'vitest'

import { judgeMerge, judgeMove, judgeSplit } from './judge-ruling.ts'
import type { NarrativeState } from './narrative-state.ts'

const at = (state: NarrativeState, id: string = state) => ({ id, state })
const code = (verdict: { ok: true } | { ok: false; code: string }) => (verdict.ok ? 'ok' : verdict.code)

describe('judgeMerge', () => {
  test.each([
    [at('emerging'), at('confirmed'), 'ok'],
    [at('confirmed'), at('emerging'), 'ok'],
    [at('confirmed', 'a'), at('confirmed', 'b'), 'ok'],
    [at('dismissed'), at('emerging'), 'ok'],
    [at('dismissed', 'a'), at('dismissed', 'b'), 'ok'],
    [at('dormant'), at('emerging'), 'ok'],
    [at('emerging'), at('emerging'), 'same_narrative'],
    [at('merged'), at('emerging'), 'narrative_merged'],
    [at('emerging'), at('merged'), 'target_merged'],
    [at('emerging'), at('dismissed'), 'target_dismissed'],
  ])('%o into %o: %s', (from, into, expected) => {
    expect(code(judgeMerge(from, into))).toBe(expected)
  })
})

describe('judgeSplit and judgeMove', () => {
  test.each([
    [at('emerging'), null, 2, 5, 'ok'],
    [at('dismissed'), null, 2, 5, 'ok'],
    [at('merged'), null, 2, 5, 'narrative_merged'],
    [at('emerging'), null, 0, 5, 'items_elsewhere'],
    [at('emerging'), null, 5, 5, 'nothing_left'],
    [at('emerging'), at('confirmed'), 5, 5, 'nothing_left'],
    [at('emerging'), at('confirmed'), 1, 5, 'ok'],
    [at('emerging'), at('merged'), 1, 5, 'target_merged'],
    [at('emerging'), at('emerging'), 1, 5, 'same_narrative'],
  ])('%o to %o, %i of %i: %s', (from, into, moved, held, expected) => {
    expect(code(judgeSplit(from, into, moved, held))).toBe(expected)
  })

  test('items may go to any narrative that lives', () => {
    expect(code(judgeMove(at('emerging'), at('dismissed')))).toBe('ok')
    expect(code(judgeMove(at('emerging'), at('merged')))).toBe('target_merged')
  })
})
