import type { HotItems } from './hot-items.ts'
import { TERM_SPACE } from './term-hash.ts'
import { termIn, weightIn } from './vector-store.ts'

const NONE = -1

/**
 * For each term the items that carry it among their heaviest, newest first, as lists threaded through one array: an entry
 * is `slot × searchTerms + rank`. Nothing is ever removed: an entry whose place was taken by a newer item ends the list.
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

  function add(items: HotItems, sequence: number): void {
    if (following.length !== (items.mask + 1) * searchTerms) rebuildUpTo(items, sequence)
    const slot = sequence & items.mask
    const start = items.vectorOffsets[slot] as number
    const cells = items.vectors.cellsOf(items.vectorBlocks[slot] as number)
    const length = Math.min(items.vectorLengths[slot] as number, searchTerms)
    for (let rank = 0; rank < length; rank += 1) {
      const term = termIn(cells[start + rank] as number)
      const entry = slot * searchTerms + rank
      following[entry] = heads[term] as number
      heads[term] = entry
    }
  }

  function walk(items: HotItems, term: number, limit: number, visit: (slot: number, weight: number) => void): void {
    let entry = heads[term] as number
    let newer = items.next
    for (let seen = 0; seen < limit && entry !== NONE; seen += 1) {
      const slot = Math.floor(entry / searchTerms)
      const sequence = items.sequences[slot] as number
      if (sequence < items.first || sequence >= newer) return
      const rank = entry - slot * searchTerms
      if (rank >= (items.vectorLengths[slot] as number)) return
      const cells = items.vectors.cellsOf(items.vectorBlocks[slot] as number)
      const cell = cells[(items.vectorOffsets[slot] as number) + rank] as number
      if (termIn(cell) !== term) return
      visit(slot, weightIn(cell))
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
    for (let sequence = items.first; sequence < end; sequence += 1) add(items, sequence)
  }

  return { add, walk, rebuild }
}
