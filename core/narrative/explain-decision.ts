import type { Centroid } from './centroid.ts'
import type { SharedTerm } from './engine-types.ts'
import type { SurfaceForms } from './surface-forms.ts'
import type { ItemVector } from './term-weights.ts'

const MAX_TERMS = 8

/** The terms an item shares with a narrative's centre, by their part in the cosine, heaviest first. */
export function sharedTerms(vector: ItemVector, centroid: Centroid, surfaces: SurfaceForms): SharedTerm[] {
  const weights = new Map<number, number>()
  for (let index = 0; index < centroid.length; index += 1) {
    weights.set(centroid.terms[index] as number, centroid.weights[index] as number)
  }
  const shared: { term: number; weight: number }[] = []
  for (let rank = 0; rank < vector.length; rank += 1) {
    const term = vector.terms[rank] as number
    const weight = ((weights.get(term) ?? 0) * (vector.weights[rank] as number)) / (centroid.norm || 1)
    if (weight > 0) shared.push({ term, weight })
  }
  return shared
    .sort((a, b) => b.weight - a.weight || a.term - b.term)
    .slice(0, MAX_TERMS)
    .map(({ term, weight }) => ({ term: surfaces.nameOf(term) ?? '…', weight }))
}
