import { mix32 } from './term-hash.ts'
import { MAX_TOKENS } from './tokenize.ts'
import type { Tokens } from './tokenize.ts'

/** Texts of at least this many words also get a similarity fingerprint. */
export const LONG_TEXT_WORDS = 48
/** Bits two similarity fingerprints may differ in and still be the same text. */
export const MAX_DIFFERENT_BITS = 3
const MAX_SHINGLES = 768
const MIN_COPY_WORDS = 4

/**
 * What recognises a copy: `exact` covers every word in order; `bits` is a 64-bit SimHash of three-word runs, in two
 * halves, and null for short texts. `exact` is null for a text too short to tell copies from coincidence.
 */
export type Fingerprint = { exact: number | null; bits: [number, number] | null }

/** The fingerprint of a tokenised item; equal for texts that differ in case, accents, links, handles and punctuation only. */
export function fingerprintOf(tokens: Tokens): Fingerprint {
  let count = 0
  for (let index = 0; index < tokens.count; index += 1) {
    const word = tokens.words[index] as number
    if (word === 0) continue
    written[count] = word
    count += 1
  }
  if (count < MIN_COPY_WORDS) return { exact: null, bits: null }
  let high = 0x9747b28c
  let low = 0x85ebca6b
  for (let index = 0; index < count; index += 1) {
    const word = written[index] as number
    high = Math.imul(high ^ word, 0x01000193)
    low = Math.imul((low << 5) | (low >>> 27), 0x9e3779b1) ^ word
  }
  // 53 bits fit a number exactly: a key for a Map without an object or a string for each item.
  const exact = (mix32(high) & 0x1fffff) * 0x1_0000_0000 + mix32(low)
  return { exact, bits: count >= LONG_TEXT_WORDS ? simHash(count) : null }
}

const bitSums = new Int32Array(64)
/** The words of the text in hand without those of handles. */
const written = new Uint32Array(MAX_TOKENS)

/** Of the first `count` words in `written`. */
function simHash(count: number): [number, number] {
  bitSums.fill(0)
  const shingles = Math.min(count - 2, MAX_SHINGLES)
  for (let index = 0; index < shingles; index += 1) {
    const first = written[index] as number
    const second = written[index + 1] as number
    const third = written[index + 2] as number
    const high = mix32(first ^ Math.imul(second, 0x9e3779b1) ^ Math.imul(third, 0x85ebca6b))
    const low = mix32(high ^ Math.imul(third, 0xc2b2ae35) ^ first)
    for (let bit = 0; bit < 32; bit += 1) {
      bitSums[bit] = (bitSums[bit] as number) + ((high >>> bit) & 1) * 2 - 1
      bitSums[bit + 32] = (bitSums[bit + 32] as number) + ((low >>> bit) & 1) * 2 - 1
    }
  }
  let high = 0
  let low = 0
  for (let bit = 0; bit < 32; bit += 1) {
    if ((bitSums[bit] as number) > 0) high |= 1 << bit
    if ((bitSums[bit + 32] as number) > 0) low |= 1 << bit
  }
  return [high >>> 0, low >>> 0]
}

/** In how many bits two fingerprints differ. */
export function differentBits(a: readonly [number, number], b: readonly [number, number]): number {
  return bitCount(a[0] ^ b[0]) + bitCount(a[1] ^ b[1])
}

function bitCount(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** The keys under which a similarity fingerprint is found: one for each 16-bit band. */
export function bandsOf(bits: readonly [number, number]): [number, number, number, number] {
  return [bits[0] & 0xffff, 0x10000 + (bits[0] >>> 16), 0x20000 + (bits[1] & 0xffff), 0x30000 + (bits[1] >>> 16)]
}
