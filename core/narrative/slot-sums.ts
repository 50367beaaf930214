/** Sums by place in memory, for as many places as one search can touch. Buffers are reused by the next search. */
export type SlotSums = {
  add: (slot: number, value: number) => void
  /** The places added to since the last `clear`, in order of their first sum, and their sums beside them. */
  slots: Int32Array
  sums: Float32Array
  count: () => number
  clear: () => void
}

const EMPTY = 0

/** Creates sums for up to `most` places: a table several times as large, since scattered reads of all memory cost more. */
export function createSlotSums(most: number): SlotSums {
  const bits = Math.ceil(Math.log2(most * 2))
  const last = (1 << bits) - 1
  /** The index of each place, counted from 1. */
  const table = new Uint16Array(last + 1)
  const slots = new Int32Array(most)
  const sums = new Float32Array(most)
  let used = 0

  return {
    slots,
    sums,
    add(slot, value) {
      let place = Math.imul(slot, 0x9e3779b1) >>> (32 - bits)
      for (let known = table[place] as number; known !== EMPTY; known = table[place] as number) {
        if (slots[known - 1] === slot) {
          sums[known - 1] = (sums[known - 1] as number) + value
          return
        }
        place = (place + 1) & last
      }
      slots[used] = slot
      sums[used] = value
      used += 1
      table[place] = used
    },
    count: () => used,
    clear() {
      table.fill(EMPTY)
      used = 0
    },
  }
}
