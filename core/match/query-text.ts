import type { ClaimIndex } from './claim-index.ts'
import { countStems } from './claim-text.ts'
import { readGrams } from './read-grams.ts'
import { type MatchWord, readWords } from './read-words.ts'
import { siblingsOf } from './same-words.ts'
import { splitSignature } from './split-signature.ts'

/** What is asked: an item's words, or a narrative's title with its top terms. */
export type ClaimQuery = { title?: string; text: string; language: string; terms?: readonly string[] }

export type WeighedStem = { stem: string; weight: number }

/** A query as read against an index: its words, and what they weigh there. */
export type QueryText = {
  language: string
  words: MatchWord[]
  body: MatchWord[]
  stems: Map<string, number>
  bodyStems: ReadonlySet<string>
  authorStems: ReadonlySet<string>
  wordForms: ReadonlySet<string>
  /** Stems the query does not hold but that may stand for the same thing as one it does, with their weight. */
  siblings: Map<string, number>
  grams: Map<number, number>
  /** The heaviest stems the index knows, rarest first. */
  known: WeighedStem[]
  month: string | null
  year: string | null
}

const MAX_STEMS = 96

/** Reads a query against an index. Bounded: the heaviest 96 stems of the first 600 words. */
export function readQuery(query: ClaimQuery, index: ClaimIndex): QueryText {
  const { body: text, author, month, year } = splitSignature(query.text)
  const body = readWords(joinParts(query.title ?? '', text, query.terms ?? []), query.language, 'body')
  const authorWords = readWords(author, query.language, 'author')
  const words = [...body, ...authorWords]
  const all = countStems(words)
  const known = [...all.keys()]
    .filter((stem) => index.stemPostings(stem) !== undefined)
    .map((stem) => ({ stem, weight: index.stemWeight(stem) }))
    .sort((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1))
    .slice(0, MAX_STEMS)
  return {
    language: query.language,
    words,
    body,
    stems: all,
    bodyStems: new Set(countStems(body).keys()),
    authorStems: new Set(countStems(authorWords).keys()),
    wordForms: new Set(words.map(({ word }) => word)),
    siblings: weighSiblings(all, query.language, index),
    grams: readGrams(words),
    known,
    month,
    year,
  }
}

/** The title once, where an item's text begins with it. */
function joinParts(title: string, text: string, terms: readonly string[]): string {
  const head = title === '' || text.startsWith(title) ? '' : `${title}\n`
  return `${head}${text}\n${terms.join(' ')}`
}

function weighSiblings(stems: ReadonlyMap<string, number>, language: string, index: ClaimIndex): Map<string, number> {
  const siblings = new Map<string, number>()
  for (const stem of stems.keys()) {
    for (const sibling of siblingsOf(stem, language)) {
      if (stems.has(sibling) || index.stemPostings(sibling) === undefined) continue
      const weight = Math.min(index.stemWeight(stem), index.stemWeight(sibling))
      siblings.set(sibling, Math.max(siblings.get(sibling) ?? 0, weight))
    }
  }
  return siblings
}
