import { describe, expect, test } from 'vitest'

import { judgeSourceMove, SOURCE_MOVES, SOURCE_STATES } from './source-moves.ts'

describe('moving a source', () => {
  test('goes only where the table leads', () => {
    const outcomes = SOURCE_STATES.map((state) => SOURCE_MOVES.map((move) => judgeSourceMove(state, move).kind))
    expect(Object.fromEntries(SOURCE_STATES.map((state, index) => [state, outcomes[index]]))).toEqual({
      //          approve    pause      resume     retire
      proposed: ['move', 'refused', 'refused', 'move'],
      approved: ['already', 'move', 'already', 'move'],
      paused: ['refused', 'already', 'move', 'move'],
      retired: ['refused', 'refused', 'refused', 'already'],
    })
  })
})
