import { MAX_DIFFERENT_BITS, bandsOf, differentBits } from './copies.ts'
import type { Fingerprint } from './copies.ts'
import type { HotItems } from './hot-items.ts'

const NEWEST_PER_BAND = 8

/** Finds the item a text is a copy of, among the items in memory. */
export type CopyIndex = {
  find: (items: HotItems, fingerprint: Fingerprint) => number | undefined
  add: (items: HotItems, sequence: number) => void
  /** To be called before the item leaves memory. */
  remove: (items: HotItems, sequence: number) => void
}

/** Creates an empty index: exact texts are found by the items themselves, near copies of long texts by bands of their SimHash. */
export function createCopyIndex(): CopyIndex {
  const newestByBand = new Map<number, number[]>()

  function find(items: HotItems, fingerprint: Fingerprint): number | undefined {
    if (fingerprint.exact === null) return undefined
    const exact = items.findText(fingerprint.exact)
    if (exact !== undefined || !fingerprint.bits) return exact
    let closest: number | undefined
    let fewest = MAX_DIFFERENT_BITS + 1
    for (const band of bandsOf(fingerprint.bits)) {
      for (const sequence of newestByBand.get(band) ?? []) {
        const bits = items.bitsOf(sequence)
        if (!bits) continue
        const different = differentBits(bits, fingerprint.bits)
        if (different < fewest || (different === fewest && closest !== undefined && sequence < closest)) {
          fewest = different
          closest = sequence
        }
      }
    }
    return closest
  }

  function add(items: HotItems, sequence: number): void {
    const bits = items.bitsOf(sequence)
    // A copy's words are already found through its original; only its exact text is noted.
    if (!bits || items.originals[sequence & items.mask] !== null) return
    for (const band of bandsOf(bits)) {
      const sequences = newestByBand.get(band)
      if (!sequences) newestByBand.set(band, [sequence])
      else {
        if (sequences.length >= NEWEST_PER_BAND) sequences.shift()
        sequences.push(sequence)
      }
    }
  }

  function remove(items: HotItems, sequence: number): void {
    const bits = items.bitsOf(sequence)
    if (!bits) return
    for (const band of bandsOf(bits)) {
      const sequences = newestByBand.get(band)
      if (sequences?.[0] !== sequence) continue
      sequences.shift()
      if (sequences.length === 0) newestByBand.delete(band)
    }
  }

  return { find, add, remove }
}
