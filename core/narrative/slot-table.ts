import { mix32 } from './term-hash.ts'

const EMPTY = 0

/**
 * Finds places by a key that is kept at the place itself: an open hash table of four bytes a place, twice as long as there
 * are places. `hashAt` is the hash of the key at a place.
 */
export class SlotTable {
  private cells = new Int32Array(0)
  private mask = 0
  private readonly hashAt: (slot: number) => number

  constructor(hashAt: (slot: number) => number, slots: number) {
    this.hashAt = hashAt
    this.reset(slots)
  }

  /** Empties the table and makes it fit so many places, a power of two. */
  reset(slots: number): void {
    this.cells = new Int32Array(slots * 2)
    this.mask = slots * 2 - 1
  }

  /** The place with this hash that `isKey` accepts, or −1. */
  find(hash: number, isKey: (slot: number) => boolean): number {
    for (let cell = mix32(hash) & this.mask; ; cell = (cell + 1) & this.mask) {
      const slot = (this.cells[cell] as number) - 1
      if (slot < 0 || isKey(slot)) return slot
    }
  }

  /** Notes a place under its key, instead of the one `isKey` accepts if there is such. */
  put(hash: number, slot: number, isKey: (slot: number) => boolean): void {
    let cell = mix32(hash) & this.mask
    while (this.cells[cell] !== EMPTY && !isKey((this.cells[cell] as number) - 1)) cell = (cell + 1) & this.mask
    this.cells[cell] = slot + 1
  }

  /** Forgets a place, whose key must still be there. What stands behind it moves up, so that no gap hides it. */
  remove(slot: number): void {
    let gap = mix32(this.hashAt(slot)) & this.mask
    while (this.cells[gap] !== slot + 1) {
      if (this.cells[gap] === EMPTY) return
      gap = (gap + 1) & this.mask
    }
    for (let cell = (gap + 1) & this.mask; this.cells[cell] !== EMPTY; cell = (cell + 1) & this.mask) {
      const home = mix32(this.hashAt((this.cells[cell] as number) - 1)) & this.mask
      const isReachedPast = ((cell - home) & this.mask) >= ((cell - gap) & this.mask)
      if (!isReachedPast) continue
      this.cells[gap] = this.cells[cell] as number
      gap = cell
    }
    this.cells[gap] = EMPTY
  }
}
