/**
 * 128-bit fingerprint of an item's words as 32 hex digits (MurmurHash3-style mixing over UTF-16 units; not for secrets).
 * Case counts, white space and Unicode composition do not, so a re-wrapped page is not a revision.
 */
export function contentHash(title: string, text: string): string {
  return hash128(`${normaliseForHash(title)}\n${normaliseForHash(text)}`)
}

function normaliseForHash(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\u200c\u200d\ufeff\u00ad]+/g, ' ')
    .trim()
}

/** 128-bit fingerprint of any string, as 32 hex digits. */
export function hash128(text: string): string {
  let h1 = 0x9e3779b9
  let h2 = 0x85ebca6b
  let h3 = 0xc2b2ae35
  let h4 = 0x27d4eb2f
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    h1 = h2 ^ Math.imul(h1 ^ unit, 0x239b961b)
    h2 = h3 ^ Math.imul(h2 ^ unit, 0xab0e9789)
    h3 = h4 ^ Math.imul(h3 ^ unit, 0x38b34ae5)
    h4 = h1 ^ Math.imul(h4 ^ unit, 0xa1e38b93)
  }
  h1 = finalise(h1 ^ text.length)
  h2 = finalise(h2 ^ h1)
  h3 = finalise(h3 ^ h2)
  h4 = finalise(h4 ^ h3)
  return [h1 ^ h4, h2, h3, h4].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('')
}

function finalise(lane: number): number {
  let mixed = lane
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
