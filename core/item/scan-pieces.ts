/** A word, a stretch of a script written without spaces, what no phrase crosses, or the end of a sentence. */
export type PieceKind = 'word' | 'unspaced' | 'barrier' | 'stop'

/** The characters of scripts written without spaces, as the inside of a character class. */
export const UNSPACED_CLASS = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー`
/** A character of a script written without spaces. */
export const UNSPACED = new RegExp(`[${UNSPACED_CLASS}]`, 'u')
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u
const MARK = /\p{M}/u
const SPACE = /\s/u
const STOPS = '!?。｡।؟۔\u2029'

const KIND = { other: 1, word: 2, unspaced: 4, mark: 8, barrier: 16, stop: 32, dot: 64, line: 128 } as const
/** What each character is, found out when it is first met: 0 for one not met yet. */
const kinds = new Uint8Array(0x11_0000)

/**
 * Cuts a text into its pieces from left to right, each told with its place; what lies between them is of no weight. A full
 * stop counts before a space or at the end, a line break with an empty line behind it. It reads each character once or
 * twice, by a table: every item that is taken in or previewed goes through here.
 */
export function scanPieces(text: string, take: (kind: PieceKind, start: number, end: number) => void): void {
  let at = 0
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0
    const kind = kinds[code] || learnKind(code)
    const start = at
    at += code > 0xff_ff ? 2 : 1
    if (kind & KIND.unspaced) take('unspaced', start, (at = endOfRun(text, at, KIND.unspaced | KIND.mark)))
    else if (kind & KIND.word) take('word', start, (at = endOfRun(text, at, KIND.word)))
    else if (kind & KIND.barrier) take('barrier', start, at)
    else if (kind & KIND.stop) take('stop', start, at)
    else if (kind & KIND.dot) {
      if (at === text.length || SPACE.test(text.charAt(at))) take('stop', start, at)
    } else if (kind & KIND.line) {
      const end = endOfEmptyLine(text, at)
      if (end > at) take('stop', start, (at = end))
    }
  }
}

function endOfRun(text: string, from: number, wanted: number): number {
  let at = from
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0
    if (((kinds[code] || learnKind(code)) & wanted) === 0) break
    at += code > 0xff_ff ? 2 : 1
  }
  return at
}

/** Where a line of nothing but spaces ends, behind its line break; `from` where there is none. */
function endOfEmptyLine(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r'.includes(text.charAt(at))) at += 1
  return text.charAt(at) === '\n' ? at + 1 : from
}

function learnKind(code: number): number {
  const character = String.fromCodePoint(code)
  let kind: number = KIND.other
  if (UNSPACED.test(character)) kind = KIND.unspaced
  else if (WORD_CHARACTER.test(character)) kind = KIND.word
  else if (code === 0) kind = KIND.barrier
  else if (STOPS.includes(character)) kind = KIND.stop
  else if (character === '.') kind = KIND.dot
  else if (character === '\n') kind = KIND.line
  if (MARK.test(character)) kind |= KIND.mark
  kinds[code] = kind
  return kind
}
