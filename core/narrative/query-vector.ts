import type { Centroid } from './centroid.ts'
import type { HotItems } from './hot-items.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import type { ItemVector } from './term-weights.ts'
import { startIn, termIn, weightIn } from './vector-store.ts'

/** A power of two, several times the terms of an item, so that most lookups end at once and all of it stays close to the processor. */
const PLACES = 1_024
const LAST_PLACE = PLACES - 1
const MAX_TERMS = PLACES / 2
const NO_TERM = -1

// Scratch for one search at a time, for all engines of a thread: the laid-out vector as a table by term; empty between searches.
const terms = new Int32Array(PLACES).fill(NO_TERM)
const weights = new Float32Array(PLACES)

/**
 * Lays a vector out by term, so that cosines with it cost one lookup per term. Every call is followed by `clearQuery`. Throws
 * RangeError on a vector of more than 512 terms.
 */
export function layOutQuery(vector: ItemVector): void {
  if (vector.length > MAX_TERMS) throw new RangeError(`A vector to search with has at most ${MAX_TERMS} terms.`)
  for (let rank = 0; rank < vector.length; rank += 1) {
    let place = (vector.terms[rank] as number) & LAST_PLACE
    while (terms[place] !== NO_TERM) place = (place + 1) & LAST_PLACE
    terms[place] = vector.terms[rank] as number
    weights[place] = vector.weights[rank] as number
  }
}

/** Makes room for the next search. */
export function clearQuery(): void {
  terms.fill(NO_TERM)
}

/** The weight of a term in the laid-out vector, 0 when it has none. */
function weightOf(term: number): number {
  for (let place = term & LAST_PLACE; ; place = (place + 1) & LAST_PLACE) {
    const other = terms[place] as number
    if (other === term) return weights[place] as number
    if (other === NO_TERM) return 0
  }
}

/** As many items as one call compares with. */
const MAX_ITEMS = 512
const lengths = new Int32Array(MAX_ITEMS)
const cosines = new Float64Array(MAX_ITEMS)

/** The exact cosines of the laid-out vector with items; the next call overwrites them. Throws RangeError on more than 512. */
export function cosinesWithItems(items: HotItems, slots: readonly number[]): Float64Array {
  if (slots.length > MAX_ITEMS) throw new RangeError(`At most ${MAX_ITEMS} items are compared with at once.`)
  // All beginnings are read first: where items are far away, waiting for one is waiting for all.
  for (let index = 0; index < slots.length; index += 1) {
    const place = items.vectorPlaces[slots[index] as number] as number
    lengths[index] = items.vectors.blockAt(place)[startIn(place)] as number
  }
  for (let index = 0; index < slots.length; index += 1) {
    const place = items.vectorPlaces[slots[index] as number] as number
    cosines[index] = cosineWithCells(items.vectors.blockAt(place), startIn(place) + 1, lengths[index] as number)
  }
  return cosines
}

function cosineWithItem(items: HotItems, slot: number): number {
  const place = items.vectorPlaces[slot] as number
  const cells = items.vectors.blockAt(place)
  return cosineWithCells(cells, startIn(place) + 1, cells[startIn(place)] as number)
}

function cosineWithCells(cells: Uint32Array, start: number, length: number): number {
  let sum = 0
  for (let index = start; index < start + length; index += 1) {
    const cell = cells[index] as number
    const weight = weightOf(termIn(cell))
    if (weight !== 0) sum += weight * weightIn(cell)
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
    const weight = weightOf(centre.terms[index] as number)
    if (weight !== 0) sum += weight * (centre.weights[index] as number)
  }
  return centre.norm > 0 ? sum / centre.norm : 0
}

/** How many of a centre's terms the laid-out vector has. */
export function sharedWithCentre(centre: Centroid): number {
  let shared = 0
  for (let index = 0; index < centre.length; index += 1) if (weightOf(centre.terms[index] as number) > 0) shared += 1
  return shared
}
