import { addToCentroid, emptyCentroid, heaviestOf } from './centroid.ts'
import { DEFAULT_ENGINE_OPTIONS } from './engine-options.ts'
import type { EngineItem, ToldTerm } from './engine-types.ts'
import { createTermWeights } from './term-weights.ts'
import { createTokenizer } from './tokenize.ts'

/** As many terms of a narrative as a ruling carries; an engine keeps fewer, by how rare they are to it. */
export const MAX_TOLD_TERMS = 96

/**
 * The terms that carry a narrative's texts, heaviest first, as an engine reads them that has seen nothing: how often and where
 * they stand, but not how rare they are. They are numbers of terms and not text: rulings outlive the items.
 */
export function tellTerms(texts: readonly Pick<EngineItem, 'title' | 'text' | 'language'>[]): ToldTerm[] {
  const tokenize = createTokenizer()
  const weights = createTermWeights(DEFAULT_ENGINE_OPTIONS)
  const centre = emptyCentroid()
  for (const { title, text, language } of texts)
    addToCentroid(centre, weights.weigh(tokenize(title, text, language)), DEFAULT_ENGINE_OPTIONS.centroidTerms)
  const { terms, weights: told } = heaviestOf(centre, MAX_TOLD_TERMS)
  return [...terms].map((term, index): ToldTerm => [term, Number((told[index] ?? 0).toFixed(4))])
}
