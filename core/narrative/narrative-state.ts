import { DISMISSAL_REASONS } from '../case/case-state.ts'
import type { DismissalReason, MoveVerdict } from '../case/case-state.ts'

export const NARRATIVE_STATES = ['emerging', 'confirmed', 'dismissed', 'dormant', 'merged'] as const
export type NarrativeState = (typeof NARRATIVE_STATES)[number]

/** The same five reasons as for a case, so that a screen asks one question in one way. */
export const NARRATIVE_DISMISSAL_REASONS = DISMISSAL_REASONS
export type NarrativeDismissalReason = DismissalReason

/** Who makes a move: a person judges, the engine puts to sleep, wakes and merges. */
export type NarrativeMover = 'person' | 'engine'

type Transition = { to: NarrativeState; by: readonly NarrativeMover[]; needs: 'nothing' | 'reason' | 'target' }

/**
 * Every legal move of a narrative. Only a person confirms or dismisses; undoing a dismissal leads back to `emerging`. A
 * merged narrative is left only by a `split` ruling, which brings its items out again under `emerging`.
 */
export const NARRATIVE_TRANSITIONS: Readonly<Record<NarrativeState, readonly Transition[]>> = {
  emerging: [
    { to: 'confirmed', by: ['person'], needs: 'nothing' },
    { to: 'dismissed', by: ['person'], needs: 'reason' },
    { to: 'dormant', by: ['engine'], needs: 'nothing' },
    { to: 'merged', by: ['person', 'engine'], needs: 'target' },
  ],
  confirmed: [
    { to: 'emerging', by: ['person'], needs: 'nothing' },
    { to: 'dismissed', by: ['person'], needs: 'reason' },
    { to: 'dormant', by: ['person'], needs: 'nothing' },
    { to: 'merged', by: ['person'], needs: 'target' },
  ],
  dismissed: [
    { to: 'emerging', by: ['person'], needs: 'nothing' },
    { to: 'confirmed', by: ['person'], needs: 'nothing' },
    { to: 'merged', by: ['person', 'engine'], needs: 'target' },
  ],
  dormant: [
    { to: 'emerging', by: ['person', 'engine'], needs: 'nothing' },
    { to: 'confirmed', by: ['person'], needs: 'nothing' },
    { to: 'dismissed', by: ['person'], needs: 'reason' },
    { to: 'merged', by: ['person', 'engine'], needs: 'target' },
  ],
  merged: [{ to: 'emerging', by: ['person'], needs: 'nothing' }],
}

export type NarrativeMove = {
  to: NarrativeState
  by: NarrativeMover
  reason?: NarrativeDismissalReason | null
  mergedInto?: string | null
}

/** Decides whether a narrative may move; refusals say what to do. */
export function moveNarrative(state: NarrativeState, move: NarrativeMove): MoveVerdict {
  const transition = NARRATIVE_TRANSITIONS[state].find(({ to }) => to === move.to)
  if (!transition) {
    return refuse('narrative_move_not_allowed', `A narrative that is ${state} cannot become ${move.to}.`)
  }
  if (!transition.by.includes(move.by)) {
    return refuse('narrative_needs_person', `Only a person can make a narrative that is ${state} ${move.to}.`)
  }
  if (transition.needs === 'reason' && !move.reason) {
    return refuse('reason_missing', 'Choose one of the five reasons for dismissing.')
  }
  if (transition.needs === 'target' && !move.mergedInto) {
    return refuse('target_missing', 'Name the narrative to merge into.')
  }
  return { ok: true }
}

function refuse(code: string, message: string): MoveVerdict {
  return { ok: false, code, message }
}
