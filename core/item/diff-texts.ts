import { diffArrays } from 'diff'

/** A piece of two texts: in both, only in the earlier, or only in the later one. */
export type DiffPart = { kind: 'same' | 'removed' | 'added'; text: string }

/** Texts of more words than this are compared by sentences first, so that the time stays in proportion to their length. */
const WORDS_COMPARED_MAX = 4_000
/** More differences than this in one stretch mean that it was written anew. */
const EDITS_MAX = 1_200

/**
 * What changed between two texts, word by word: the parts that are not `added` make up `before`, those not `removed` make
 * up `after`, in order and whole. Words are found as the language writes them, also where no spaces stand between them.
 */
export function diffTexts(before: string, after: string, language: string): DiffPart[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  const words = segmenterOf(language, 'word')
  const [from, to] = [split(words, before), split(words, after)]
  if (from.length + to.length <= WORDS_COMPARED_MAX) return join(compare(from, to))
  const sentences = segmenterOf(language, 'sentence')
  return join(refine(compare(split(sentences, before), split(sentences, after)), words))
}

function segmenterOf(language: string, granularity: 'word' | 'sentence'): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity })
  } catch {
    return new Intl.Segmenter('und', { granularity })
  }
}

function split(segmenter: Intl.Segmenter, text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

function compare(from: string[], to: string[]): DiffPart[] {
  let start = 0
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1
  let end = 0
  while (end < from.length - start && end < to.length - start && from.at(-1 - end) === to.at(-1 - end)) end += 1
  const [fromMiddle, toMiddle] = [from.slice(start, from.length - end), to.slice(start, to.length - end)]
  const changes = diffArrays(fromMiddle, toMiddle, { maxEditLength: EDITS_MAX })
  const middle: DiffPart[] = changes
    ? changes.map(({ added, removed, value }) => ({
        kind: added ? 'added' : removed ? 'removed' : 'same',
        text: value.join(''),
      }))
    : [
        { kind: 'removed', text: fromMiddle.join('') },
        { kind: 'added', text: toMiddle.join('') },
      ]
  return [
    { kind: 'same', text: from.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: from.slice(from.length - end).join('') },
  ]
}

/** Looks into each stretch that one text has instead of the other's. */
function refine(parts: readonly DiffPart[], words: Intl.Segmenter): DiffPart[] {
  const refined: DiffPart[] = []
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]
    const next = parts[index + 1]
    if (part?.kind === 'removed' && next?.kind === 'added') {
      refined.push(...compare(split(words, part.text), split(words, next.text)))
      index += 1
    } else if (part) refined.push(part)
  }
  return refined
}

/**
 * Joins what was changed side by side into one change, what went before what came; a space between two changed words
 * belongs to the change.
 */
function join(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = []
  let change = { removed: '', added: '' }
  const add = (kind: DiffPart['kind'], text: string) => {
    const last = joined.at(-1)
    if (last?.kind === kind) last.text += text
    else if (text !== '') joined.push({ kind, text })
  }
  const close = () => {
    add('removed', change.removed)
    add('added', change.added)
    change = { removed: '', added: '' }
  }
  const told = parts.filter(({ text }) => text !== '')
  for (const [index, { kind, text }] of told.entries()) {
    const next = told[index + 1]
    const isOpen = change.removed !== '' || change.added !== ''
    if (kind !== 'same') change[kind] += text
    else if (isOpen && text.trim() === '' && next && next.kind !== 'same') {
      change.removed += text
      change.added += text
    } else {
      close()
      add('same', text)
    }
  }
  close()
  return joined
}

/** How many places of a text were changed: what went and what came in its stead are one. */
export function countChanges(parts: readonly DiffPart[]): number {
  return parts.filter(({ kind }, index) => kind !== 'same' && (parts[index - 1]?.kind ?? 'same') === 'same').length
}
