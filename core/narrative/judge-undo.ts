import type { NarrativeState } from './narrative-state.ts'
import type { RulingKind, UndoRefusal } from './ruling.ts'

/** What decides whether a ruling can be taken back. `isLastDecision` is about triage, `title` about renaming. */
export type UndoFacts = {
  kind: RulingKind
  isUndone: boolean
  state: NarrativeState
  title: string
  givenTitle: string | null
  isLastDecision: boolean
}

/** Decides why a ruling cannot be taken back now; null when it can. */
export function judgeUndo(facts: UndoFacts): UndoRefusal | null {
  if (facts.isUndone) return 'undone'
  switch (facts.kind) {
    case 'merge':
      return facts.state === 'merged' ? null : 'not_merged_now'
    case 'rename':
      return facts.title === facts.givenTitle ? null : 'renamed_since'
    case 'confirm':
    case 'dismiss':
      return facts.isLastDecision ? null : 'decided_since'
    case 'reopen':
      return 'not_undoable'
    case 'split':
    case 'move':
    case 'confirm_link':
      return null
    default:
      return facts.kind satisfies never
  }
}

/** What to tell whoever tried: what happened and what to do instead. */
export const UNDO_REFUSAL_WORDS: Readonly<Record<UndoRefusal, string>> = {
  undone: 'This was taken back already.',
  not_merged_now: 'This narrative lives on its own again. There is nothing to take back.',
  decided_since: 'Somebody decided on this narrative again since. Take that decision back first.',
  renamed_since: 'The narrative was given another name since. Rename it instead.',
  not_undoable: 'This took something back itself. Decide anew instead.',
}
