import { mix32 } from '../narrative/term-hash.ts'

import type { MatchWord } from './read-words.ts'

const LENGTHS = [4, 5]
const MAX_GRAMS = 1_500

/** How often each 4- and 5-character piece stands in the words, by its hash; function words left out, ends marked. */
export function readGrams(words: readonly MatchWord[]): Map<number, number> {
  const grams = new Map<number, number>()
  for (const { word, isFunction } of words) {
    if (isFunction) continue
    const marked = `_${word}_`
    for (const length of LENGTHS) {
      for (let from = 0; from + length <= marked.length; from += 1) {
        const gram = hashPiece(marked, from, from + length)
        const count = grams.get(gram)
        if (count !== undefined) grams.set(gram, count + 1)
        else if (grams.size < MAX_GRAMS) grams.set(gram, 1)
      }
    }
  }
  return grams
}

/** FNV-1a of a piece, without cutting it out. */
function hashPiece(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mix32(hash)
}
