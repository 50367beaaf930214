import type { HotItems } from './hot-items.ts'
import { TERM_SPACE } from './term-hash.ts'
import { packedWeightIn, startIn, termIn, weightOfPacked } from './vector-store.ts'

const NONE = -1
/** An entry is three of these: the entry that follows in its list, low half and high half, and the item's weight. */
const ENTRY = 3
/** The high half of no entry: lists would have to be longer than memory. */
const NONE_HIGH = 0xffff

/** Of each term by its rank: `counts[rank]` items and their weights, newest first, from `rank × perTerm` on. */
export type FoundPostings = { counts: Int32Array; slots: Int32Array; weights: Float64Array }

/**
 * For each term the items that carry it among their `searchTerms` heaviest, newest first, as lists threaded through one array:
 * an entry is `slot × searchTerms + rank`. Nothing is ever removed. An entry whose place was taken by a newer item ends the
 * list: at its head the item there has another term at that rank, further down it is newer than the one before it, for all
 * that is linked was in memory when it was.
 */
export class Postings {
  readonly searchTerms: number
  readonly perTerm: number
  private readonly heads = new Int32Array(TERM_SPACE).fill(NONE)
  /** What is read together lies together: of long lists each entry is far from the last. */
  private entries = new Uint16Array(0)
  private readonly found: FoundPostings
  // Of each list that is being followed: the entry that comes next, and the sequence number of the one before.
  private readonly next: Int32Array
  private readonly newer: Float64Array
  private readonly open: Int32Array

  /** Empty lists over the `searchTerms` heaviest terms of each item, of which `perTerm` are found. */
  constructor(searchTerms: number, perTerm: number) {
    this.searchTerms = searchTerms
    this.perTerm = perTerm
    this.found = {
      counts: new Int32Array(searchTerms),
      slots: new Int32Array(searchTerms * perTerm),
      weights: new Float64Array(searchTerms * perTerm),
    }
    this.next = new Int32Array(searchTerms)
    this.newer = new Float64Array(searchTerms)
    this.open = new Int32Array(searchTerms)
  }

  add(items: HotItems, sequence: number): void {
    if (this.entries.length !== (items.mask + 1) * this.searchTerms * ENTRY) this.rebuildUpTo(items, sequence)
    const { entries, heads, searchTerms } = this
    const slot = sequence & items.mask
    const cells = items.cellsAt(slot)
    const length = Math.min(cells.length, searchTerms)
    for (let rank = 0; rank < length; rank += 1) {
      const cell = cells[rank] as number
      const entry = slot * searchTerms + rank
      const following = this.headOf(items, termIn(cell))
      entries[entry * ENTRY] = following
      entries[entry * ENTRY + 1] = following >> 16
      entries[entry * ENTRY + 2] = packedWeightIn(cell)
      heads[termIn(cell)] = entry
    }
  }

  /** Finds the newest items with each of the first `count` terms, at most `searchTerms`; the next call overwrites them. */
  collect(items: HotItems, terms: Int32Array, count: number): FoundPostings {
    const { next, newer, open, found } = this
    let left = 0
    for (let rank = 0; rank < count; rank += 1) {
      found.counts[rank] = 0
      next[rank] = this.headOf(items, terms[rank] as number)
      newer[rank] = items.next
      if (next[rank] === NONE) continue
      open[left] = rank
      left += 1
    }
    // All lists are followed side by side: where entries are far away, waiting for one is waiting for all.
    for (let step = 0; step < this.perTerm && left > 0; step += 1) left = this.followOpen(items, step, left)
    return found
  }

  /** Builds the lists again after the ring has grown. */
  rebuild(items: HotItems): void {
    this.rebuildUpTo(items, items.next)
  }

  /** Takes one entry of each of the `left` open lists; returns how many go on. */
  private followOpen(items: HotItems, step: number, left: number): number {
    const { entries, next, newer, open, found, searchTerms, perTerm } = this
    let kept = 0
    for (let index = 0; index < left; index += 1) {
      const rank = open[index] as number
      const entry = next[rank] as number
      const slot = Math.floor(entry / searchTerms)
      const sequence = items.sequenceAt(slot)
      if (sequence < items.first || sequence >= (newer[rank] as number)) continue
      const at = entry * ENTRY
      const high = entries[at + 1] as number
      found.slots[rank * perTerm + step] = slot
      found.weights[rank * perTerm + step] = weightOfPacked(entries[at + 2] as number)
      found.counts[rank] = step + 1
      newer[rank] = sequence
      if (high === NONE_HIGH) continue
      next[rank] = (high << 16) | (entries[at] as number)
      open[kept] = rank
      kept += 1
    }
    return kept
  }

  /** The newest entry of a term, unless a newer item took its place. */
  private headOf(items: HotItems, term: number): number {
    const entry = this.heads[term] as number
    if (entry === NONE) return NONE
    const slot = Math.floor(entry / this.searchTerms)
    if (items.sequenceAt(slot) < items.first) return NONE
    const rank = entry - slot * this.searchTerms
    const place = items.vectorPlaces[slot] as number
    const cells = items.vectors.blockAt(place)
    const start = startIn(place)
    if (rank >= (cells[start] as number)) return NONE
    return termIn(cells[start + 1 + rank] as number) === term ? entry : NONE
  }

  private rebuildUpTo(items: HotItems, end: number): void {
    this.heads.fill(NONE)
    this.entries = new Uint16Array((items.mask + 1) * this.searchTerms * ENTRY)
    for (let sequence = items.first; sequence < end; sequence += 1) this.add(items, sequence)
  }
}
