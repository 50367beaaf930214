import type { MoveVerdict } from '../case/case-state.ts'

/**
 * Suggested by the hub; accepted or refused by a person; withheld where a person refused it on the narrative that this one
 * was split from. None says anything of the narrative's truth.
 */
export const MATCH_STATES = ['suggested', 'withheld', 'accepted', 'refused'] as const
export type MatchState = (typeof MATCH_STATES)[number]
export const MATCH_DECISIONS = ['accepted', 'refused'] as const satisfies readonly MatchState[]
export type MatchDecision = (typeof MATCH_DECISIONS)[number]

/** Why a fact-check does not belong to a narrative. */
export const REFUSAL_REASONS = ['another_claim', 'another_event', 'words_only'] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

/** Decides whether a match may be accepted or refused: only while nobody has decided otherwise. */
export function decideMatch(state: MatchState, decision: MatchDecision): MoveVerdict {
  if (state === 'suggested' || state === 'withheld' || state === decision) return { ok: true }
  return {
    ok: false,
    code: 'match_decided',
    message: `Somebody has ${state} this fact-check already. Take that back first.`,
  }
}
