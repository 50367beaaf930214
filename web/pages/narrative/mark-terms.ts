export type TextPart = { text: string; isMarked: boolean }

const WORD = /[\p{L}\p{N}]+/gu
/** From this length on a term also marks longer words that begin with it: terms are stems at times. */
const STEM_LENGTH_MIN = 4

/** Splits a text so that the words an item shares with its narrative can be marked; accents and case do not matter. */
export function markTerms(text: string, terms: readonly string[]): TextPart[] {
  const wanted = new Set(terms.flatMap((term) => fold(term).match(WORD) ?? []))
  const stems = [...wanted].filter((term) => term.length >= STEM_LENGTH_MIN)
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0])
    if (!wanted.has(word) && !stems.some((stem) => word.startsWith(stem))) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index), isMarked: false })
    end = match.index + match[0].length
    parts.push({ text: match[0], isMarked: true })
  }
  if (end < text.length) parts.push({ text: text.slice(end), isMarked: false })
  return parts
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
