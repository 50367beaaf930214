import { heaviestPlaces, rankHeaviest } from './rank-heaviest.ts'
import { termPlaces as places } from './term-places.ts'
import type { ItemVector } from './term-weights.ts'

type Vector = Pick<ItemVector, 'length' | 'terms' | 'weights'>

/** A narrative's centre: the sum of its items' vectors over its heaviest terms. */
export type Centroid = { length: number; terms: Int32Array; weights: Float32Array; norm: number }

// Scratch for one call at a time, for all engines of a thread.
const keptTerms = new Int32Array(heaviestPlaces.length)
const keptWeights = new Float32Array(heaviestPlaces.length)

/** A centre made of one vector. */
export function centroidOf(vector: Vector): Centroid {
  const centroid = {
    length: vector.length,
    terms: vector.terms.slice(0, vector.length),
    weights: vector.weights.slice(0, vector.length),
    norm: 0,
  }
  centroid.norm = normOf(centroid)
  return centroid
}

/** The centre of nothing. */
export function emptyCentroid(): Centroid {
  return { length: 0, terms: new Int32Array(0), weights: new Float32Array(0), norm: 0 }
}

/** Adds a vector (or another centre) in place, and keeps the `maxTerms` heaviest terms once half as many more have gathered. */
export function addToCentroid(centroid: Centroid, vector: Vector, maxTerms: number): void {
  for (let index = 0; index < centroid.length; index += 1) places[centroid.terms[index] as number] = index + 1
  const known = centroid.length
  reserve(centroid, centroid.length + vector.length)
  for (let rank = 0; rank < vector.length; rank += 1) {
    const term = vector.terms[rank] as number
    const place = places[term] as number
    if (place > 0)
      centroid.weights[place - 1] = (centroid.weights[place - 1] as number) + (vector.weights[rank] as number)
    else {
      centroid.terms[centroid.length] = term
      centroid.weights[centroid.length] = vector.weights[rank] as number
      centroid.length += 1
    }
  }
  for (let index = 0; index < known; index += 1) places[centroid.terms[index] as number] = 0
  if (centroid.length > maxTerms * 1.5) prune(centroid, maxTerms)
  centroid.norm = normOf(centroid)
}

/** Another centre that is equal. */
export function copyOfCentroid({ length, terms, weights, norm }: Centroid): Centroid {
  return { length, terms: terms.slice(0, length), weights: weights.slice(0, length), norm }
}

/** The centre of the `maxTerms` heaviest terms alone, heaviest first. */
export function heaviestOf(centroid: Centroid, maxTerms: number): Centroid {
  const length = rankHeaviest(centroid.weights, centroid.terms, centroid.length, maxTerms)
  const heaviest = heaviestPlaces.subarray(0, length)
  const terms = Int32Array.from(heaviest, (place) => centroid.terms[place] as number)
  return centroidOf({
    length,
    terms,
    weights: Float32Array.from(heaviest, (place) => centroid.weights[place] as number),
  })
}

/** The cosine of two centres. */
export function centroidCosine(a: Centroid, b: Centroid): number {
  for (let index = 0; index < a.length; index += 1) places[a.terms[index] as number] = index + 1
  let sum = 0
  for (let index = 0; index < b.length; index += 1) {
    const place = places[b.terms[index] as number] as number
    if (place > 0) sum += (a.weights[place - 1] as number) * (b.weights[index] as number)
  }
  for (let index = 0; index < a.length; index += 1) places[a.terms[index] as number] = 0
  return a.norm > 0 && b.norm > 0 ? sum / (a.norm * b.norm) : 0
}

function reserve(centroid: Centroid, length: number): void {
  if (length <= centroid.terms.length) return
  const terms = new Int32Array(Math.ceil(length * 1.25))
  const weights = new Float32Array(terms.length)
  terms.set(centroid.terms)
  weights.set(centroid.weights)
  centroid.terms = terms
  centroid.weights = weights
}

function prune(centroid: Centroid, maxTerms: number): void {
  const { terms, weights } = centroid
  const length = rankHeaviest(weights, terms, centroid.length, maxTerms)
  for (let rank = 0; rank < length; rank += 1) {
    const index = heaviestPlaces[rank] as number
    keptTerms[rank] = terms[index] as number
    keptWeights[rank] = weights[index] as number
  }
  terms.set(keptTerms.subarray(0, length))
  weights.set(keptWeights.subarray(0, length))
  centroid.length = length
}

function normOf(centroid: Centroid): number {
  let squares = 0
  for (let index = 0; index < centroid.length; index += 1) squares += (centroid.weights[index] as number) ** 2
  return Math.sqrt(squares)
}
