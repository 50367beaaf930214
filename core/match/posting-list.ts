const FIRST_CAPACITY = 2
const COUNT_BITS = 3
const MAX_COUNT = (1 << COUNT_BITS) - 1

/** The claims that hold one term: each entry a slot and how often (at most 7). Order means nothing. */
export class PostingList {
  size = 0
  #entries = new Int32Array(FIRST_CAPACITY)

  add(slot: number, count: number): void {
    if (this.size === this.#entries.length) {
      const grown = new Int32Array(this.#entries.length * 2)
      grown.set(this.#entries)
      this.#entries = grown
    }
    this.#entries[this.size] = (slot << COUNT_BITS) | Math.min(count, MAX_COUNT)
    this.size += 1
  }

  remove(slot: number): void {
    for (let at = 0; at < this.size; at += 1) {
      if (this.slotAt(at) !== slot) continue
      this.size -= 1
      this.#entries[at] = this.#entries[this.size] ?? 0
      return
    }
  }

  slotAt(at: number): number {
    return (this.#entries[at] ?? 0) >>> COUNT_BITS
  }

  countAt(at: number): number {
    return (this.#entries[at] ?? 0) & MAX_COUNT
  }
}
