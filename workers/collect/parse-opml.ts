import { type OpmlResult, parseOpmlText } from '@hub/core/source/parse-opml.ts'

import { decodeBytes } from './decode-bytes.ts'

/** Reads an OPML file as its bytes came, whatever its encoding. */
export function parseOpml(bytes: Uint8Array): OpmlResult {
  return parseOpmlText(decodeBytes(bytes, null).text)
}
