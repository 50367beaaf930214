import type { MoveVerdict } from '../case/case-state.ts'
import type { NarrativeState } from './narrative-state.ts'

/** What an analyst can decide about a narrative in triage. Rating alone also counts: somebody has looked. */
export const TRIAGE_DECISIONS = ['confirm', 'dismiss', 'rate'] as const
export type TriageDecision = (typeof TRIAGE_DECISIONS)[number]

/** Decides whether a narrative's urgency may be rated: while it still is anybody's concern. */
export function rateNarrative(state: NarrativeState): MoveVerdict {
  if (state === 'merged') {
    return {
      ok: false,
      code: 'narrative_merged',
      message: 'This narrative was merged into another one. Rate that one.',
    }
  }
  if (state === 'dismissed') {
    return {
      ok: false,
      code: 'narrative_dismissed',
      message: 'This narrative is dismissed. Take that back first, or confirm it.',
    }
  }
  return { ok: true }
}

/**
 * Decides whether the last triage decision may be taken back: only while the narrative still stands as that decision
 * left it, and while no case rests on a confirmation.
 */
export function undoTriage(facts: {
  state: NarrativeState
  leftState: NarrativeState
  kind: TriageDecision
  isOnCase: boolean
}): MoveVerdict {
  if (facts.state !== facts.leftState) {
    return {
      ok: false,
      code: 'narrative_moved_on',
      message: `This narrative has become ${facts.state} since. There is nothing to take back.`,
    }
  }
  if (facts.kind === 'confirm' && facts.isOnCase) {
    return { ok: false, code: 'narrative_on_case', message: 'A case rests on this narrative. Dismiss the case first.' }
  }
  return { ok: true }
}
