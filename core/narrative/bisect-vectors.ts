import type { ItemVector } from './term-weights.ts'

type Vector = Pick<ItemVector, 'length' | 'terms' | 'weights'>

/** A set of vectors in two parts: which are in the second one, and the cosine between the two centres. */
export type Bisection = { isSecond: boolean[]; secondCount: number; cosine: number }

const MAX_SEEDS = 12
const MAX_ROUNDS = 8

/**
 * Cuts a set of vectors in two by spherical 2-means (Dhillon and Modha 2001), started from those with and without each of
 * the heaviest words that some hold and some do not; the start that ends with the most cohesive parts wins. Null when no
 * start leaves `minItems` on both sides. Deterministic: of equals the heavier word wins, and a tied vector stays where it was.
 */
export function bisectVectors(vectors: readonly Vector[], minItems: number): Bisection | null {
  const matrix = layOutRows(vectors)
  let best: { isSecond: boolean[]; sums: Sums } | null = null
  for (const term of seedTerms(matrix, minItems)) {
    const isSecond = matrix.rows.map(({ terms }) => terms.includes(term))
    const sums = settle(matrix, isSecond)
    if (Math.min(...sums.counts) < minItems) continue
    if (!best || cohesion(sums) > cohesion(best.sums)) best = { isSecond, sums }
  }
  if (!best) return null
  const { isSecond, sums } = best
  const [first, second] = sums.norms
  let dot = 0
  for (let term = 0; term < matrix.width; term += 1) dot += (sums.first[term] ?? 0) * (sums.second[term] ?? 0)
  return { isSecond, secondCount: sums.counts[1], cosine: first > 0 && second > 0 ? dot / (first * second) : 0 }
}

type Rows = {
  rows: { terms: Int32Array; weights: Float32Array }[]
  width: number
  weightOf: number[]
  countOf: number[]
}

/** The vectors over terms numbered from 0 in order of appearance, with each term's total weight and number of vectors. */
function layOutRows(vectors: readonly Vector[]): Rows {
  const places = new Map<number, number>()
  const weightOf: number[] = []
  const countOf: number[] = []
  const rows = vectors.map(({ length, terms, weights }) => {
    const row = { terms: new Int32Array(length), weights: weights.slice(0, length) }
    for (let rank = 0; rank < length; rank += 1) {
      const term = terms[rank] ?? 0
      const place = places.get(term) ?? places.size
      places.set(term, place)
      row.terms[rank] = place
      weightOf[place] = (weightOf[place] ?? 0) + (weights[rank] ?? 0)
      countOf[place] = (countOf[place] ?? 0) + 1
    }
    return row
  })
  return { rows, width: places.size, weightOf, countOf }
}

function seedTerms({ rows, weightOf, countOf }: Rows, minItems: number): number[] {
  return weightOf
    .flatMap((weight, term) => {
      const count = countOf[term] ?? 0
      return count >= Math.max(2, minItems / 2) && count <= rows.length - minItems / 2 ? [{ term, weight }] : []
    })
    .sort((a, b) => b.weight - a.weight || a.term - b.term)
    .slice(0, MAX_SEEDS)
    .map(({ term }) => term)
}

type Sums = { first: Float64Array; second: Float64Array; counts: [number, number]; norms: [number, number] }

/** What 2-means maximises: the length of each part's sum, added up. */
function cohesion({ norms }: Sums): number {
  return norms[0] + norms[1]
}

/** Moves vectors to the nearer centre until none moves, at most `MAX_ROUNDS` times; changes `isSecond`. */
function settle(matrix: Rows, isSecond: boolean[]): Sums {
  let sums = sumUp(matrix, isSecond)
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    let moved = 0
    matrix.rows.forEach((row, index) => {
      const [toFirst, toSecond] = cosines(row, sums)
      const nearer = toFirst === toSecond ? isSecond[index] === true : toSecond > toFirst
      if (nearer === isSecond[index]) return
      isSecond[index] = nearer
      moved += 1
    })
    if (moved === 0) break
    sums = sumUp(matrix, isSecond)
  }
  return sums
}

function cosines({ terms, weights }: Rows['rows'][number], { first, second, norms }: Sums): [number, number] {
  let toFirst = 0
  let toSecond = 0
  for (let rank = 0; rank < terms.length; rank += 1) {
    const term = terms[rank] as number
    const weight = weights[rank] as number
    toFirst += weight * (first[term] as number)
    toSecond += weight * (second[term] as number)
  }
  return [norms[0] > 0 ? toFirst / norms[0] : 0, norms[1] > 0 ? toSecond / norms[1] : 0]
}

function sumUp({ rows, width }: Rows, isSecond: readonly boolean[]): Sums {
  const first = new Float64Array(width)
  const second = new Float64Array(width)
  const counts: [number, number] = [0, 0]
  rows.forEach(({ terms, weights }, index) => {
    const sum = isSecond[index] ? second : first
    counts[isSecond[index] ? 1 : 0] += 1
    for (let rank = 0; rank < terms.length; rank += 1) {
      const term = terms[rank] as number
      sum[term] = (sum[term] as number) + (weights[rank] as number)
    }
  })
  return { first, second, counts, norms: [normOf(first), normOf(second)] }
}

function normOf(vector: Float64Array): number {
  let squares = 0
  for (let index = 0; index < vector.length; index += 1) squares += (vector[index] as number) ** 2
  return Math.sqrt(squares)
}
