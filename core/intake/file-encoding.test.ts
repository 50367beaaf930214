import { expect, test } from 'vitest'

import { detectEncoding } from './file-encoding.ts'

const TEXT = 'title;text\nÜberschwemmung im Tal;Die Häuser standen unter Wasser.\n'
const utf8 = new TextEncoder().encode(TEXT)
const wide = Uint8Array.from(Buffer.from(TEXT, 'utf16le'))
const swapped = Uint8Array.from(wide.map((_, at) => wide[at ^ 1] ?? 0))
const latin = Uint8Array.from(Buffer.from(TEXT, 'latin1'))

test.each([
  ['valid UTF-8', [utf8], 'utf-8'],
  ['UTF-8 cut inside a letter', [utf8.subarray(0, 12), utf8.subarray(12)], 'utf-8'],
  ['UTF-16 with a mark', [Uint8Array.of(0xff, 0xfe, ...wide)], 'utf-16le'],
  ['UTF-16 without one', [wide], 'utf-16le'],
  ['UTF-16 the other way round', [swapped], 'utf-16be'],
  ['one byte a letter', [latin], 'windows-1252'],
  ['nothing', [], 'utf-8'],
])('%s', (_, parts, expected) => {
  const found = detectEncoding(parts)
  expect(found).toBe(expected)
  const decoder = new TextDecoder(found)
  const text = parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode()
  expect(text === '' || text.includes('Überschwemmung')).toBe(true)
})
