import { ClaimIndex } from './claim-index.ts'
import type { ClaimDocument, ClaimText } from './claim-text.ts'
import { createCandidateFinder } from './find-candidates.ts'
import { describeCandidates } from './match-features.ts'
import { chanceOf, leadsOf, type MatchModel, scoreCandidates } from './match-model.ts'
import { MATCH_WEIGHTS } from './match-weights.ts'
import { countThings, type MatchedWord, matchWords } from './matched-words.ts'
import { type ClaimQuery, type QueryText, readQuery } from './query-text.ts'
import { type NarrativeProfile, type ShortlistedPair, shortlistNarratives } from './shortlist-narratives.ts'

/** One shared word or name is never enough to suggest a review, however rare. */
const SHARED_THINGS_MIN = 2
/** Two languages share names and numbers alone, which most stories about a person do. */
const SHARED_ACROSS_LANGUAGES_MIN = 4

/** A claim review that an item may be about; `things` counts the shared words, those of one name as one. */
export type ClaimMatch = {
  claim: ClaimDocument
  score: number
  probability: number
  words: MatchedWord[]
  things: number
}

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
  /** The id that was first put longest ago. */
  oldest: () => string | undefined
  /** Which of these narratives the named claims may concern, by the words of their titles and key terms alone. */
  shortlist: (claimIds: readonly string[], narratives: readonly NarrativeProfile[]) => ShortlistedPair[]
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
        ...sharedOf(read, index.readingAt(slot)),
      }))
  }

  return {
    size: () => index.size,
    put: (claim) => index.put(claim),
    remove: (id) => index.remove(id),
    rank,
    suggest: (query, limit) =>
      rank(query, limit).filter(
        (match) => match.probability >= model.suggestFrom && sharesEnough(match, query.language),
      ),
    oldest: () => index.oldest(),
    shortlist: (claimIds, narratives) => shortlistNarratives(index, claimIds, narratives),
  }
}

function sharedOf(query: QueryText, claim: ClaimText): Pick<ClaimMatch, 'words' | 'things'> {
  const words = matchWords(query.words, claim, query.language)
  const matched = new Set(words.map(({ inClaim }) => inClaim))
  const stems = new Set(claim.words.flatMap(({ surface, stem }) => (matched.has(surface) ? [stem] : [])))
  return { words, things: countThings(claim.words, stems) }
}

/** Whether a match rests on enough shared things to be shown to a person, whatever its chance. */
export function sharesEnough(
  { claim, words, things }: Pick<ClaimMatch, 'claim' | 'words' | 'things'>,
  language: string,
): boolean {
  const asked = new Set(words.map(({ inItem }) => inItem))
  return things >= SHARED_THINGS_MIN && (claim.language === language || asked.size >= SHARED_ACROSS_LANGUAGES_MIN)
}
