export const FILE_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type FileEncoding = (typeof FILE_ENCODINGS)[number]

/** Bytes looked at to see whether every second one is empty. */
const SAMPLE_BYTES = 4_096
const MOSTLY = 0.6

/**
 * How a file's text is written: by its byte order mark, by every second byte being empty, else UTF-8 when all of it is
 * valid as such, else windows-1252, in which every byte means something. `parts` are the file's bytes in order.
 */
export function detectEncoding(parts: readonly Uint8Array[]): FileEncoding {
  const first = parts.find(({ length }) => length > 0)
  if (first === undefined) return 'utf-8'
  const [a, b, c] = first
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const wide = wideEncoding(first.subarray(0, SAMPLE_BYTES))
  if (wide !== null) return wide
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (const part of parts) decoder.decode(part, { stream: true })
    decoder.decode()
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

/** Text of mostly Latin letters in UTF-16 has an empty byte beside each. */
function wideEncoding(sample: Uint8Array): FileEncoding | null {
  const pairs = Math.floor(sample.length / 2)
  if (pairs < 2) return null
  let evenEmpty = 0
  let oddEmpty = 0
  for (let at = 0; at < pairs * 2; at += 2) {
    if (sample[at] === 0) evenEmpty += 1
    if (sample[at + 1] === 0) oddEmpty += 1
  }
  if (oddEmpty / pairs > MOSTLY && evenEmpty / pairs < 1 - MOSTLY) return 'utf-16le'
  return evenEmpty / pairs > MOSTLY && oddEmpty / pairs < 1 - MOSTLY ? 'utf-16be' : null
}
