import type { MoveVerdict } from '../case/case-state.ts'
import type { NarrativeRow } from './narrative-view.ts'

type NarrativeState = NarrativeRow['state']

/** What an analyst can decide about a narrative in triage. Rating alone also counts: somebody has looked. */
export const TRIAGE_DECISIONS = ['confirm', 'dismiss', 'rate'] as const
export type TriageDecision = (typeof TRIAGE_DECISIONS)[number]

/** From which states a decision may be made. A merged narrative is decided on where it now lives. */
export const TRIAGE_MOVES: Readonly<Record<TriageDecision, readonly NarrativeState[]>> = {
  confirm: ['emerging', 'dormant', 'dismissed'],
  dismiss: ['emerging', 'confirmed', 'dormant'],
  rate: ['emerging', 'confirmed', 'dormant'],
}

/** Decides whether a triage decision may be made; refusals say what to do. */
export function triageNarrative(state: NarrativeState, decision: TriageDecision): MoveVerdict {
  if (TRIAGE_MOVES[decision].includes(state)) return { ok: true }
  if (state === 'merged') {
    return { ok: false, code: 'narrative_merged', message: 'This narrative was merged into another one. Decide on that one.' }
  }
  if (state === 'dismissed') {
    return { ok: false, code: 'narrative_dismissed', message: 'This narrative is dismissed. Take that back first, or confirm it.' }
  }
  return { ok: false, code: 'narrative_move_not_allowed', message: `This narrative is already ${state}.` }
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
    return { ok: false, code: 'narrative_moved_on', message: `This narrative has become ${facts.state} since; there is nothing to take back.` }
  }
  if (facts.kind === 'confirm' && facts.isOnCase) {
    return { ok: false, code: 'narrative_on_case', message: 'A case rests on this narrative. Dismiss the case first.' }
  }
  return { ok: true }
}
