/** Terms are hashed into this many numbers, so that memory does not grow with vocabulary. */
export const TERM_SPACE = 1 << 20

/** FNV-1a over UTF-16 units, finished so that the low bits are usable; 32 bits unsigned. */
export function hash32(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return mix32(hash)
}

/** Spreads every input bit over the whole number. */
export function mix32(value: number): number {
  let mixed = value ^ (value >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** The term number of a stem, in [0, TERM_SPACE). */
export function termOf(stem: string): number {
  return hash32(stem) & (TERM_SPACE - 1)
}

/** The term number of two words standing side by side. */
export function pairTermOf(first: number, second: number): number {
  return mix32(Math.imul(first, 0x9e3779b1) ^ second) & (TERM_SPACE - 1)
}
