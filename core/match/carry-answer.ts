import type { MatchDecision } from './decide-match.ts'

/**
 * What becomes of a person's answer where a narrative is split: they judged the whole, so for the part it is no answer, but it
 * is not lost. What was accepted is suggested there until somebody answers, what was refused is withheld.
 */
export function carryAnswer(answer: MatchDecision): 'suggested' | 'withheld' {
  return answer === 'accepted' ? 'suggested' : 'withheld'
}

/** A part may tell the claim that the whole did not: from twice the odds on, it is another question than the one answered. */
const ANOTHER_QUESTION = 2
const SURE = 0.999

/** Whether a part's own items match a withheld fact-check so much better than the whole did that it is suggested after all. */
export function mayAskAgain(match: { chance: number; isFresh: boolean }, chanceOfWhole: number): boolean {
  return match.isFresh && oddsOf(match.chance) >= ANOTHER_QUESTION * oddsOf(chanceOfWhole)
}

function oddsOf(chance: number): number {
  const bounded = Math.min(SURE, chance)
  return bounded / (1 - bounded)
}
