import { describe, expect, test } from 'vitest'

import { judgeUndo, type UndoFacts } from './judge-undo.ts'

const facts = (given: Partial<UndoFacts>): UndoFacts => ({
  kind: 'merge',
  isUndone: false,
  state: 'emerging',
  title: 'Now',
  givenTitle: null,
  isLastDecision: false,
  ...given,
})

describe('judgeUndo', () => {
  test.each<[Partial<UndoFacts>, ReturnType<typeof judgeUndo>]>([
    [{ kind: 'merge', state: 'merged' }, null],
    [{ kind: 'merge', state: 'emerging' }, 'not_merged_now'],
    [{ kind: 'merge', state: 'merged', isUndone: true }, 'undone'],
    [{ kind: 'split' }, null],
    [{ kind: 'move' }, null],
    [{ kind: 'confirm_link' }, null],
    [{ kind: 'rename', givenTitle: 'Now' }, null],
    [{ kind: 'rename', givenTitle: 'Then' }, 'renamed_since'],
    [{ kind: 'confirm', isLastDecision: true }, null],
    [{ kind: 'dismiss' }, 'decided_since'],
    [{ kind: 'reopen' }, 'not_undoable'],
  ])('%o: %s', (given, expected) => {
    expect(judgeUndo(facts(given))).toBe(expected)
  })
})
