import type { Centroid } from './centroid.ts'
import type { HotItems } from './hot-items.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import { TERM_SPACE } from './term-hash.ts'
import type { ItemVector } from './term-weights.ts'
import { termIn, weightIn } from './vector-store.ts'

// Scratch for one search at a time, for all engines of a thread; all zero between searches.
const query = new Float32Array(TERM_SPACE)

/** Lays a vector out by term, so that cosines with it cost one lookup per term. Every call is followed by `clearQuery`. */
export function layOutQuery(vector: ItemVector): void {
  for (let rank = 0; rank < vector.length; rank += 1)
    query[vector.terms[rank] as number] = vector.weights[rank] as number
}

/** Makes room for the next search. */
export function clearQuery(vector: ItemVector): void {
  for (let rank = 0; rank < vector.length; rank += 1) query[vector.terms[rank] as number] = 0
}

/** The exact cosine of the laid-out vector with an item. */
export function cosineWithItem(items: HotItems, slot: number): number {
  const start = items.vectorOffsets[slot] as number
  const cells = items.vectors.cellsOf(items.vectorBlocks[slot] as number)
  const length = items.vectorLengths[slot] as number
  let sum = 0
  for (let rank = 0; rank < length; rank += 1) {
    const cell = cells[start + rank] as number
    sum += (query[termIn(cell)] as number) * weightIn(cell)
  }
  return sum
}

/** The cosine of the laid-out vector with a narrative's centre; a narrative of one item is that item. */
export function cosineWithNarrative(items: HotItems, narrative: NarrativeRecord): number {
  const centroid = narrative.centroid
  if (!centroid) return narrative.soleSequence < 0 ? 0 : cosineWithItem(items, narrative.soleSequence & items.mask)
  return cosineWithCentre(centroid)
}

/** The cosine of the laid-out vector with a centre. */
export function cosineWithCentre(centre: Centroid): number {
  let sum = 0
  for (let index = 0; index < centre.length; index += 1) {
    sum += (query[centre.terms[index] as number] as number) * (centre.weights[index] as number)
  }
  return centre.norm > 0 ? sum / centre.norm : 0
}

/** How many of a centre's terms the laid-out vector has. */
export function sharedWithCentre(centre: Centroid): number {
  let shared = 0
  for (let index = 0; index < centre.length; index += 1)
    if ((query[centre.terms[index] as number] as number) > 0) shared += 1
  return shared
}
