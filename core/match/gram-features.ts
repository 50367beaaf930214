import type { ClaimIndex, ReadClaim } from './claim-index.ts'

/** A query's pieces of characters with what a like piece of a claim is worth, and the length of their vector. */
export type WeighedGrams = { grams: ReadonlyMap<number, { count: number; weight: number }>; norm: number }

/** Weighs a query's pieces once, for all its candidates. */
export function weighGrams(counts: ReadonlyMap<number, number>, index: ClaimIndex): WeighedGrams {
  const grams = new Map<number, { count: number; weight: number }>()
  let squared = 0
  for (const [gram, count] of counts) {
    const weight = index.gramWeight(gram)
    squared += (weight * count) ** 2
    grams.set(gram, { count, weight })
  }
  return { grams, norm: Math.sqrt(squared) || 1 }
}

/** Likeness by pieces of 4–5 characters: it sees through endings, misspellings and words written together. */
export function gramFeatures(query: WeighedGrams, claim: ReadClaim) {
  let dot = 0
  let held = 0
  for (const [gram, count] of claim.grams) {
    const asked = query.grams.get(gram)
    if (!asked) continue
    dot += asked.weight * asked.weight * count * asked.count
    held += asked.weight
  }
  return { gramCosine: dot / (claim.gramNorm * query.norm), gramCoverage: held / claim.gramMass }
}
