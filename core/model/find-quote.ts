const SPACE = /\s/u
const DOUBLE = /[“”„‟«»″＂]/u
const SINGLE = /[‘’‚‛‹›′`´＇]/u
const DASH = /[‐‑‒–—―−]/u
const WORD = /[\p{L}\p{N}\p{M}]/u
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const EDGES = /^["'.\s-]+|["'.\s-]+$/gu
const MIN_LETTERS = 8
const MIN_UNSPACED = 4
const MAX_LENGTH = 400

/** Folded characters, and where each stands in the text. */
type Folded = { letters: string[]; places: number[] }

/**
 * The stretch of a text that a quotation repeats, in the text's own characters, or undefined when it does not stand there word
 * for word. Only white space, capitals and the shapes of quotation marks, apostrophes and dashes may differ. A quotation
 * begins and ends with whole words and is long enough to be one: eight letters, or four of a script without spaces.
 */
export function findQuote(text: string, quotation: string): string | undefined {
  if (quotation.length > MAX_LENGTH * 2) return undefined
  const sought = [...fold(quotation).letters.join('').replace(EDGES, '')]
  if (sought.length > MAX_LENGTH || !isLongEnough(sought)) return undefined
  const { letters, places } = fold(text)
  const joined = letters.join('')
  const wanted = sought.join('')
  for (let at = joined.indexOf(wanted); at >= 0; at = joined.indexOf(wanted, at + 1)) {
    const start = letterAt(letters, at)
    const end = start + sought.length
    if (isEdge(letters[start - 1], letters[start]) && isEdge(letters[end - 1], letters[end])) {
      return text.slice(places[start], places[end] ?? text.length).trim()
    }
  }
  return undefined
}

function fold(text: string): Folded {
  const folded: Folded = { letters: [], places: [] }
  let place = 0
  for (const letter of text) {
    const shape = shapeOf(letter)
    if (shape !== ' ' || folded.letters.at(-1) !== ' ') {
      folded.letters.push(shape)
      folded.places.push(place)
    }
    place += letter.length
  }
  return folded
}

function shapeOf(letter: string): string {
  if (SPACE.test(letter)) return ' '
  if (DOUBLE.test(letter)) return '"'
  if (SINGLE.test(letter)) return "'"
  if (DASH.test(letter)) return '-'
  const lower = letter.toLowerCase()
  // A letter whose small form is several would shift the places behind it.
  return [...lower].length === 1 ? lower : letter
}

/** Which letter begins at an offset of the joined text: letters outside the basic plane take two. */
function letterAt(letters: readonly string[], offset: number): number {
  let at = 0
  for (let passed = 0; passed < offset; at += 1) passed += letters[at]?.length ?? 1
  return at
}

function isEdge(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return true
  if (UNSPACED.test(before) || UNSPACED.test(after)) return true
  return !(WORD.test(before) && WORD.test(after))
}

function isLongEnough(letters: readonly string[]): boolean {
  const words = letters.filter((letter) => WORD.test(letter))
  return words.length >= MIN_LETTERS || words.filter((letter) => UNSPACED.test(letter)).length >= MIN_UNSPACED
}
