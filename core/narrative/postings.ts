import type { HotItems } from './hot-items.ts'
import { TERM_SPACE } from './term-hash.ts'
import { packedWeightIn, termIn, weightOfPacked } from './vector-store.ts'

const NONE = -1

/**
 * For each term the items that carry it among their heaviest, newest first, as lists threaded through one array: an entry
 * is `slot × searchTerms + rank`. Nothing is ever removed. An entry whose place was taken by a newer item ends the list: at
 * its head the item there has another term at that rank, further down it is newer than the one before it, for all that is
 * linked was in memory when it was.
 */
export type Postings = {
  add: (items: HotItems, sequence: number) => void
  /** Calls `visit(slot, weight)` for up to `limit` newest items with the term. */
  walk: (items: HotItems, term: number, limit: number, visit: (slot: number, weight: number) => void) => void
  /** Builds the lists again after the ring has grown. */
  rebuild: (items: HotItems) => void
}

/** Creates empty posting lists over the `searchTerms` heaviest terms of each item. */
export function createPostings(searchTerms: number): Postings {
  const heads = new Int32Array(TERM_SPACE).fill(NONE)
  let following = new Int32Array(0)
  let weights = new Uint16Array(0)

  /** The newest entry of a term, unless a newer item took its place. */
  function headOf(items: HotItems, term: number): number {
    const entry = heads[term] as number
    if (entry === NONE) return NONE
    const slot = Math.floor(entry / searchTerms)
    const rank = entry - slot * searchTerms
    if (items.sequenceAt(slot) < items.first || rank >= (items.vectorLengths[slot] as number)) return NONE
    const cells = items.vectors.cellsOf(items.vectorBlocks[slot] as number)
    return termIn(cells[(items.vectorOffsets[slot] as number) + rank] as number) === term ? entry : NONE
  }

  function add(items: HotItems, sequence: number): void {
    if (following.length !== (items.mask + 1) * searchTerms) rebuildUpTo(items, sequence)
    const slot = sequence & items.mask
    const start = items.vectorOffsets[slot] as number
    const cells = items.vectors.cellsOf(items.vectorBlocks[slot] as number)
    const length = Math.min(items.vectorLengths[slot] as number, searchTerms)
    for (let rank = 0; rank < length; rank += 1) {
      const cell = cells[start + rank] as number
      const entry = slot * searchTerms + rank
      following[entry] = headOf(items, termIn(cell))
      weights[entry] = packedWeightIn(cell)
      heads[termIn(cell)] = entry
    }
  }

  function walk(items: HotItems, term: number, limit: number, visit: (slot: number, weight: number) => void): void {
    let entry = headOf(items, term)
    let newer = items.next
    for (let seen = 0; seen < limit && entry !== NONE; seen += 1) {
      const slot = Math.floor(entry / searchTerms)
      const sequence = items.sequenceAt(slot)
      if (sequence < items.first || sequence >= newer) return
      visit(slot, weightOfPacked(weights[entry] as number))
      newer = sequence
      entry = following[entry] as number
    }
  }

  function rebuild(items: HotItems): void {
    rebuildUpTo(items, items.next)
  }

  function rebuildUpTo(items: HotItems, end: number): void {
    heads.fill(NONE)
    following = new Int32Array((items.mask + 1) * searchTerms)
    weights = new Uint16Array(following.length)
    for (let sequence = items.first; sequence < end; sequence += 1) add(items, sequence)
  }

  return { add, walk, rebuild }
}
