import type { MarkedText } from './item-search.ts'
import { foldText } from './fold-text.ts'
import { isUnspaced } from './space-words.ts'
import { readTerm } from './written-term.ts'

const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** How much of a text is shown before and after its first match. */
const BEFORE = 80
const AFTER = 160

type Span = { start: number; end: number }

/** Splits a text so that the places where terms of a watch profile stand can be marked. */
export function markMatches(text: string, terms: readonly string[]): MarkedText {
  const parts: MarkedText = []
  let end = 0
  for (const span of findSpans(text, terms)) {
    if (span.start > end) parts.push({ text: text.slice(end, span.start), isMarked: false })
    if (span.end <= end) continue
    parts.push({ text: text.slice(Math.max(end, span.start), span.end), isMarked: true })
    end = span.end
  }
  if (end < text.length) parts.push({ text: text.slice(end), isMarked: false })
  return parts
}

/** The words round the first match of a text, marked; nothing where no term stands in it. */
export function markPassage(text: string, terms: readonly string[]): MarkedText {
  const flat = text.replaceAll(/\s+/gu, ' ')
  const [first] = findSpans(flat, terms)
  if (!first) return []
  const from = wordStart(flat, first.start - BEFORE)
  const to = wordStart(flat, first.end + AFTER)
  const shown = flat.slice(from, to).trim()
  return markMatches(`${from > 0 ? '…' : ''}${shown}${to < flat.length ? '…' : ''}`, terms)
}

function wordStart(text: string, place: number): number {
  if (place <= 0) return 0
  if (place >= text.length) return text.length
  const space = text.indexOf(' ', place)
  // Scripts without spaces are cut where they are, but never through a character.
  return space === -1 || space - place > 30 ? place + (/[\uDC00-\uDFFF]/.test(text[place] ?? '') ? 1 : 0) : space + 1
}

function findSpans(text: string, terms: readonly string[]): Span[] {
  const words = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    word: foldText(word),
    start: index,
    end: index + word.length,
  }))
  const spans = terms.flatMap((term) => {
    const bare = readTerm(term).text.trim()
    return isUnspaced(bare) ? findPieces(text, bare) : findPhrases(words, bare)
  })
  return spans.toSorted((a, b) => a.start - b.start || b.end - a.end)
}

function findPieces(text: string, term: string): Span[] {
  const piece = term.replace(/^["'*\s]+|["'*\s]+$/g, '')
  const spans: Span[] = []
  for (let start = text.indexOf(piece); piece && start !== -1; start = text.indexOf(piece, start + piece.length))
    spans.push({ start, end: start + piece.length })
  return spans
}

function findPhrases(words: readonly (Span & { word: string })[], term: string): Span[] {
  const wanted = foldText(term).match(WORD) ?? []
  const last = wanted.length - 1
  if (last < 0) return []
  const isPrefix = term.endsWith('*')
  return words.flatMap(({ start }, place) => {
    const end = words[place + last]?.end
    const isHere = wanted.every((word, offset) => {
      const found = words[place + offset]?.word ?? ''
      return offset === last && isPrefix ? found.startsWith(word) : found === word
    })
    return isHere && end !== undefined ? [{ start, end }] : []
  })
}
