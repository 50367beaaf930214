import { describe, expect, test } from 'vitest'
import { RUN_STATES, STEP_STATES, moveRun, moveStep } from './run-transitions.ts'

const LEGAL_STEP_MOVES = [
  'open → done',
  'open → skipped',
  'open → not_applicable',
  'done → open',
  'skipped → open',
  'not_applicable → open',
]
const LEGAL_RUN_MOVES = [
  'running → finished',
  'running → aborted',
  'finished → retrospective',
  'aborted → retrospective',
  'retrospective → reviewed',
]

describe('moves of a step', () => {
  const pairs = STEP_STATES.flatMap((from) => STEP_STATES.map((to) => ({ from, to })))

  test.each(pairs)('$from → $to', ({ from, to }) => {
    const verdict = moveStep(from, to, { reason: 'The hotline is closed tonight.' })
    expect(verdict.ok).toBe(LEGAL_STEP_MOVES.includes(`${from} → ${to}`))
    if (!verdict.ok) expect(verdict.code).toBe('step_move_not_allowed')
  })

  test.each([undefined, null, '', '   '])('skipping with the reason %j is refused', (reason) => {
    expect(moveStep('open', 'skipped', { reason })).toMatchObject({ ok: false, code: 'reason_missing' })
  })

  test('doing a step and setting it aside need no reason', () => {
    expect(moveStep('open', 'done')).toEqual({ ok: true })
    expect(moveStep('open', 'not_applicable')).toEqual({ ok: true })
  })

  test('a refusal says what to do first', () => {
    const verdict = moveStep('not_applicable', 'done')
    expect(verdict).toMatchObject({ message: 'This step is not applicable. Open it again first.' })
  })
})

describe('moves of a run', () => {
  const pairs = RUN_STATES.flatMap((from) => RUN_STATES.map((to) => ({ from, to })))

  test.each(pairs)('$from → $to', ({ from, to }) => {
    const verdict = moveRun(from, to, { reason: 'Overtaken by events.', openSteps: [] })
    expect(verdict.ok).toBe(LEGAL_RUN_MOVES.includes(`${from} → ${to}`))
    if (!verdict.ok) expect(verdict.code).toBe('run_move_not_allowed')
  })

  test('stopping early needs a reason, whatever is open', () => {
    const openSteps = ['Archive the evidence']
    expect(moveRun('running', 'aborted', { openSteps })).toMatchObject({ ok: false, code: 'reason_missing' })
    expect(moveRun('running', 'aborted', { openSteps, reason: 'Merged into another case.' })).toEqual({ ok: true })
  })

  test('finishing names the one step that is open', () => {
    expect(moveRun('running', 'finished', { openSteps: ['Clear the text'] })).toEqual({
      ok: false,
      code: 'steps_open',
      message: 'One step is still open: “Clear the text”. Do, skip with a reason, or mark each as not applicable.',
    })
  })

  test('finishing names five open steps and counts the rest', () => {
    const openSteps = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven']
    const verdict = moveRun('running', 'finished', { openSteps })
    expect(verdict).toMatchObject({ ok: false, code: 'steps_open' })
    if (!verdict.ok) {
      expect(verdict.message).toContain('7 steps are still open: “One”, “Two”, “Three”, “Four”, “Five” and 2 more.')
    }
  })

  test('a reviewed run is the end', () => {
    for (const to of RUN_STATES) expect(moveRun('reviewed', to, { reason: 'x' }).ok).toBe(false)
  })
})
