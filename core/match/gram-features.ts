import type { ClaimIndex } from './claim-index.ts'
import type { ClaimText } from './claim-text.ts'
import type { QueryText } from './query-text.ts'

/** The length of a query's vector of character pieces, which every candidate is compared with. */
export function gramNorm(grams: ReadonlyMap<number, number>, index: ClaimIndex): number {
  let squared = 0
  for (const [gram, count] of grams) squared += (index.gramWeight(gram) * count) ** 2
  return Math.sqrt(squared) || 1
}

/** Likeness by pieces of 4–5 characters: it sees through endings, misspellings and words written together. */
export function gramFeatures(query: QueryText, queryNorm: number, claim: ClaimText, index: ClaimIndex) {
  let dot = 0
  let squared = 0
  let mass = 0
  let held = 0
  for (const [gram, count] of claim.grams) {
    const weight = index.gramWeight(gram)
    squared += (weight * count) ** 2
    mass += weight
    const asked = query.grams.get(gram)
    if (asked === undefined) continue
    dot += weight * weight * count * asked
    held += weight
  }
  return { gramCosine: dot / ((Math.sqrt(squared) || 1) * queryNorm), gramCoverage: held / (mass || 1) }
}
