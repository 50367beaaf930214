import { ClaimIndex } from './claim-index.ts'
import type { ClaimDocument } from './claim-text.ts'
import { createCandidateFinder } from './find-candidates.ts'
import { describeCandidates } from './match-features.ts'
import { chanceOf, leadsOf, type MatchModel, scoreCandidates } from './match-model.ts'
import { MATCH_WEIGHTS } from './match-weights.ts'
import { type MatchedWord, matchWords } from './matched-words.ts'
import { type ClaimQuery, readQuery } from './query-text.ts'

/** One shared word, a name say, is never enough to suggest a review, however rare. */
const SHARED_WORDS_MIN = 2
/** Two languages share names and numbers alone, which most stories about a person do. */
const SHARED_ACROSS_LANGUAGES_MIN = 4

/** A claim review that an item may be about, with the reviewer's verdict, name and date in `claim`. */
export type ClaimMatch = { claim: ClaimDocument; score: number; probability: number; words: MatchedWord[] }

/**
 * Finds the claim reviews an item or a narrative is about. `put` adds a review or replaces the one with its id. `rank` gives
 * the likeliest reviews whatever their chance; `suggest` only those worth a person's look, and often none. Answers depend on
 * the reviews held alone, never on the order they came in. Not re-entrant, and bounded whatever the text.
 */
export type ClaimMatcher = {
  size: () => number
  put: (claim: ClaimDocument) => void
  remove: (id: string) => boolean
  rank: (query: ClaimQuery, limit: number) => ClaimMatch[]
  suggest: (query: ClaimQuery, limit: number) => ClaimMatch[]
}

/** An empty matcher; it is filled from the stored reviews. */
export function createClaimMatcher(model: MatchModel = MATCH_WEIGHTS): ClaimMatcher {
  const index = new ClaimIndex()
  const findCandidates = createCandidateFinder(index)

  function rank(query: ClaimQuery, limit: number): ClaimMatch[] {
    const read = readQuery(query, index)
    const candidates = findCandidates(read)
    const rows = describeCandidates(read, candidates, index)
    const scores = scoreCandidates(rows, model.features)
    const leads = leadsOf(scores)
    return rows
      .map((row, at) => ({ row, candidate: candidates[at], score: scores[at] ?? 0, lead: leads[at] ?? 0 }))
      .flatMap(({ candidate, ...rest }) => {
        const claim = candidate ? index.claimAt(candidate.slot) : null
        return candidate && claim ? [{ claim, slot: candidate.slot, ...rest }] : []
      })
      .sort((a, b) => b.score - a.score || (a.claim.id < b.claim.id ? -1 : 1))
      .slice(0, limit)
      .map(({ claim, slot, row, score, lead }) => ({
        claim,
        score,
        probability: chanceOf(row, lead, model.calibration),
        words: matchWords(read.words, index.readingAt(slot).words),
      }))
  }

  return {
    size: () => index.size,
    put: (claim) => index.put(claim),
    remove: (id) => index.remove(id),
    rank,
    suggest: (query, limit) => rank(query, limit).filter((match) => isWorthALook(match, query.language, model)),
  }
}

function isWorthALook({ claim, probability, words }: ClaimMatch, language: string, model: MatchModel): boolean {
  const needed = claim.language === language ? SHARED_WORDS_MIN : SHARED_ACROSS_LANGUAGES_MIN
  return probability >= model.suggestFrom && words.length >= needed
}
