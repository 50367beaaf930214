import type { ClaimIndex } from './claim-index.ts'
import { readClaim } from './claim-text.ts'
import { readWords } from './read-words.ts'

/** A narrative by its title and key terms. */
export type NarrativeProfile = { id: string; title: string; language: string; terms: readonly string[] }
/** A claim and a narrative that share words; `weight` is how rare those are together. */
export type ShortlistedPair = { claimId: string; narrativeId: string; weight: number }

/** Narratives that one claim is matched against in full. */
export const NARRATIVES_A_CLAIM = 20
const SHARED_STEMS_MIN = 2

/**
 * For each claim the narratives that share at least two words with it, rarest words first, at most twenty of them: a cheap
 * look that saves asking every narrative about every new claim. Lists of several pages are joined by `keepHeaviest`.
 */
export function shortlistNarratives(
  index: ClaimIndex,
  claimIds: readonly string[],
  narratives: readonly NarrativeProfile[],
): ShortlistedPair[] {
  const holders = new Map<string, string[]>()
  for (const claimId of claimIds) {
    const claim = index.find(claimId)
    if (!claim) continue
    for (const stem of readClaim(claim).stems.keys()) holders.set(stem, [...(holders.get(stem) ?? []), claimId])
  }
  const pairs = narratives.flatMap((narrative) => pairsOf(narrative, holders, index))
  return keepHeaviest(pairs)
}

/** The heaviest twenty pairs of each claim; of equals those with the smaller narrative id. */
export function keepHeaviest(pairs: readonly ShortlistedPair[]): ShortlistedPair[] {
  const counts = new Map<string, number>()
  return pairs
    .toSorted((a, b) => b.weight - a.weight || (a.narrativeId < b.narrativeId ? -1 : 1))
    .filter(({ claimId }) => {
      const count = (counts.get(claimId) ?? 0) + 1
      counts.set(claimId, count)
      return count <= NARRATIVES_A_CLAIM
    })
}

function pairsOf(
  narrative: NarrativeProfile,
  holders: ReadonlyMap<string, readonly string[]>,
  index: ClaimIndex,
): ShortlistedPair[] {
  const words = readWords(`${narrative.title}\n${narrative.terms.join(' ')}`, narrative.language, 'body')
  const stems = new Set(words.filter(({ isFunction }) => !isFunction).map(({ stem }) => stem))
  const shared = new Map<string, { count: number; weight: number }>()
  for (const stem of stems) {
    for (const claimId of holders.get(stem) ?? []) {
      const found = shared.get(claimId) ?? { count: 0, weight: 0 }
      shared.set(claimId, { count: found.count + 1, weight: found.weight + index.stemWeight(stem) })
    }
  }
  return [...shared]
    .filter(([, { count }]) => count >= SHARED_STEMS_MIN)
    .map(([claimId, { weight }]) => ({ claimId, narrativeId: narrative.id, weight }))
}
