import type { Centroid } from './centroid.ts'
import type { SharedTerm } from './engine-types.ts'
import { pairTermOf } from './term-hash.ts'
import { termPlaces as places } from './term-places.ts'
import type { ItemVector } from './term-weights.ts'
import type { Tokens } from './tokenize.ts'

const MAX_TERMS = 8

/**
 * The terms an item shares with a narrative's centre, as the item writes them, by their part in the cosine, heaviest
 * first.
 */
export function sharedTerms(vector: ItemVector, centroid: Centroid, tokens: Tokens): SharedTerm[] {
  for (let rank = 0; rank < vector.length; rank += 1) places[vector.terms[rank] as number] = rank + 1
  const shared: { term: number; weight: number }[] = []
  for (let index = 0; index < centroid.length; index += 1) {
    const term = centroid.terms[index] as number
    const place = places[term] as number
    if (place === 0) continue
    const weight = ((vector.weights[place - 1] as number) * (centroid.weights[index] as number)) / (centroid.norm || 1)
    if (weight > 0) shared.push({ term, weight })
  }
  for (let rank = 0; rank < vector.length; rank += 1) places[vector.terms[rank] as number] = 0
  const named = shared.sort((a, b) => b.weight - a.weight || a.term - b.term).slice(0, MAX_TERMS)
  const written = writtenForms(tokens, new Set(named.map(({ term }) => term)))
  return named.map(({ term, weight }) => ({ term: written.get(term) ?? '', weight })).filter(({ term }) => term !== '')
}

function writtenForms(tokens: Tokens, wanted: ReadonlySet<number>): Map<number, string> {
  const forms = new Map<number, string>()
  for (let index = 0; index < tokens.count; index += 1) {
    const term = tokens.terms[index] as number
    const surface = tokens.surfaces[index] as string
    if (surface === '') continue
    if (wanted.has(term) && !forms.has(term)) forms.set(term, surface)
    const before = index > 0 && tokens.surfaces[index - 1] !== '' ? (tokens.terms[index - 1] as number) : -1
    if (term < 0 || before < 0) continue
    const pair = pairTermOf(before, term)
    if (wanted.has(pair) && !forms.has(pair)) forms.set(pair, `${tokens.surfaces[index - 1]} ${surface}`)
  }
  return forms
}
