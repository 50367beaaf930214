const AT = 64
const HASH = 35
const AMPERSAND = 38
const UNDERSCORE = 95
const DOT = 46
const LETTER_H = 104
const LETTER_T = 116
const LETTER_W = 119
const LAST_ASCII = 127

const LINK = /https?:\/\/\S+|www\.\S+/y
const ENTITY = /&#?\w{1,10};/y
const WORD_START = /[\p{L}\p{N}]/uy
const WORD_REST = /[\p{L}\p{M}\p{N}]*/uy

/** 1 for ASCII letters and digits. */
const isAlphanumeric = Uint8Array.from({ length: LAST_ASCII + 1 }, (_, code) =>
  /[A-Za-z0-9]/.test(String.fromCharCode(code)) ? 1 : 0,
)

/**
 * Calls `take` with each word, tag (`#word`) and handle (`@name`) of a text in order until it answers false. Links and HTML
 * entities are passed over. A word is a letter or digit of any script with the letters, digits and marks that follow.
 */
export function readPieces(text: string, take: (piece: string) => boolean): void {
  let index = 0
  while (index < text.length) {
    const passed = endOfPassed(text, index)
    if (passed > index) {
      index = passed
      continue
    }
    const end = endOfPiece(text, index)
    if (end > index && !take(text.slice(index, end))) return
    index = Math.max(end, index + 1)
  }
}

/** Where a link or entity that begins at `index` ends; `index` itself when none does. */
function endOfPassed(text: string, index: number): number {
  const code = text.charCodeAt(index)
  if (code === AMPERSAND) return matchEnd(ENTITY, text, index)
  const next = code === LETTER_H ? LETTER_T : code === LETTER_W ? LETTER_W : 0
  return next !== 0 && text.charCodeAt(index + 1) === next ? matchEnd(LINK, text, index) : index
}

/** Where the word, tag or handle that begins at `index` ends; `index` itself when none does. */
function endOfPiece(text: string, index: number): number {
  const code = text.charCodeAt(index)
  if (code === AT) return endOfHandle(text, index)
  if (code !== HASH) return endOfWord(text, index)
  const end = endOfWord(text, index + 1)
  return end > index + 1 ? end : index
}

function endOfHandle(text: string, index: number): number {
  let end = index + 1
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end)
    if (code > LAST_ASCII || (isAlphanumeric[code] === 0 && code !== UNDERSCORE && code !== DOT)) break
  }
  return end > index + 1 ? end : index
}

function endOfWord(text: string, index: number): number {
  let end = index
  while (end < text.length) {
    const code = text.charCodeAt(end)
    if (code > LAST_ASCII) {
      if (end === index && (isTrail(code) || matchEnd(WORD_START, text, index) === index)) return index
      return matchEnd(WORD_REST, text, end)
    }
    if (isAlphanumeric[code] === 0) return end
    end += 1
  }
  return end
}

/** Whether a code unit is the second half of a character, where none can begin. */
function isTrail(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

function matchEnd(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index
  return pattern.test(text) ? pattern.lastIndex : index
}
