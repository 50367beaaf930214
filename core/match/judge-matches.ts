import { type ChanceCorrection, correctChance } from './correct-chance.ts'
import type { NarrativeMatch } from './match-narrative.ts'
import { MATCH_WEIGHTS } from './match-weights.ts'

/** A match with the chance that people are shown. One that is not `isFresh` is too unlikely to begin with, but may stay. */
export type JudgedMatch = NarrativeMatch & { probability: number; isFresh: boolean }

/** Once chances rest on the hub's own decisions they are worth their face, so even odds are worth a look. */
const SUGGEST_FROM_OWN = 0.5
/** A suggestion that stands is taken away only when it has become clearly less likely, so that none comes and goes. */
const KEEP_SHARE = 0.8

/** From which chance on a match is suggested. */
export function suggestFrom(correction: ChanceCorrection | null): number {
  return correction === null ? MATCH_WEIGHTS.suggestFrom : SUGGEST_FROM_OWN
}

/** What is left of a narrative's matches: those to suggest, and those that may stay where they are suggested already. */
export function judgeMatches(matches: readonly NarrativeMatch[], correction: ChanceCorrection | null): JudgedMatch[] {
  const from = suggestFrom(correction)
  return matches.flatMap((match) => {
    const probability = correctChance(match.chance, correction)
    return probability < from * KEEP_SHARE ? [] : [{ ...match, probability, isFresh: probability >= from }]
  })
}
