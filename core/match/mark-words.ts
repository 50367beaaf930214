/** A text in parts, those that were matched marked. */
export type MarkedPart = { text: string; isMarked: boolean }

const LETTER = /[\p{L}\p{M}\p{N}]/u
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** Marks every place where one of the words stands as written: whole words, or the parts of a tag such as #TapWater. */
export function markWords(text: string, words: readonly string[]): MarkedPart[] {
  const wanted = [...new Set(words)].filter((word) => word !== '').toSorted((a, b) => b.length - a.length)
  if (wanted.length === 0) return text === '' ? [] : [{ text, isMarked: false }]
  const pattern = new RegExp(wanted.map(escapePattern).join('|'), 'giu')
  const parts: MarkedPart[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    const [word] = match
    if (!standsAlone(text, match.index, word)) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index), isMarked: false })
    end = match.index + word.length
    parts.push({ text: word, isMarked: true })
  }
  if (end < text.length) parts.push({ text: text.slice(end), isMarked: false })
  return parts
}

function standsAlone(text: string, start: number, word: string): boolean {
  if (UNSPACED.test(word)) return true
  const before = text.slice(Math.max(0, start - 1), start)
  const after = text.slice(start + word.length, start + word.length + 1)
  return isBorder(before, word.charAt(0)) && isBorder(word.charAt(word.length - 1), after)
}

/** Whether a word ends between two characters: where letters end, or a small letter meets a capital or a number. */
function isBorder(left: string, right: string): boolean {
  if (left === '' || right === '' || !LETTER.test(left) || !LETTER.test(right)) return true
  const isCapital = right !== right.toLowerCase() && left === left.toLowerCase()
  return isCapital || /\p{N}/u.test(left) !== /\p{N}/u.test(right)
}

function escapePattern(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
