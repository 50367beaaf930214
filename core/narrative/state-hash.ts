/** A 64-bit FNV-style digest in hexadecimal: tells two states apart, keeps no secret. */
export function hashBytes(bytes: Uint8Array): string {
  let high = 0x811c9dc5
  let low = 0xcbf29ce4
  for (const byte of bytes) {
    high = Math.imul(high ^ byte, 0x01000193)
    low = Math.imul(low ^ byte, 0x85ebca6b) ^ (high >>> 15)
  }
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0')
}
