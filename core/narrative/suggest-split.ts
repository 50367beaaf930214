import { bisectVectors } from './bisect-vectors.ts'
import { fingerprintOf } from './copies.ts'
import { DEFAULT_ENGINE_OPTIONS } from './engine-options.ts'
import type { EngineItem } from './engine-types.ts'
import { createTermWeights } from './term-weights.ts'
import type { ItemVector } from './term-weights.ts'
import { createTokenizer } from './tokenize.ts'
import type { Tokens } from './tokenize.ts'

/** What a part of a narrative would be: its items in the order given, and the words that set it apart, heaviest first. */
export type SplitPart = { itemIds: string[]; words: string[] }
/** Two parts, the larger first; `cosine` says how alike their centres are, 0 for no common word, 1 for the same. */
export type SplitSuggestion = { parts: [SplitPart, SplitPart]; cosine: number }

type Text = Pick<EngineItem, 'id' | 'title' | 'text' | 'language'>
type Vector = Pick<ItemVector, 'length' | 'terms' | 'weights'>

const MIN_PART = 2
const WORDS = 6

/**
 * How a narrative's items would best fall into two parts, for a person to judge: it says nothing about whether they should.
 * Copies stay with their text. Null when no cut leaves two texts on both sides. Deterministic; reads up to about a
 * thousand items in well under a second.
 */
export function suggestSplit(items: readonly Text[]): SplitSuggestion | null {
  const tokenize = createTokenizer()
  const weights = createTermWeights(DEFAULT_ENGINE_OPTIONS)
  const names = new Map<number, string>()
  const texts = groupCopies(items, tokenize)
  for (const [first] of texts) {
    const tokens = tokenize(first.title, first.text, first.language)
    weights.weigh(tokens)
    weights.count()
    noteNames(tokens, names)
  }
  const vectors = texts.map(([first]): Vector => {
    const { length, terms, weights: values } = weights.weigh(tokenize(first.title, first.text, first.language))
    return { length, terms: terms.slice(0, length), weights: values.slice(0, length) }
  })
  const cut = bisectVectors(vectors, MIN_PART)
  if (!cut) return null
  const sums = [sumOf(vectors, cut.isSecond, false), sumOf(vectors, cut.isSecond, true)] as const
  const part = (isSecond: boolean): SplitPart => {
    const [own, other] = isSecond ? [sums[1], sums[0]] : sums
    const listed = new Set(texts.filter((_, index) => cut.isSecond[index] === isSecond).flat())
    return {
      itemIds: items.filter((item) => listed.has(item)).map(({ id }) => id),
      words: wordsApart(own, other, names),
    }
  }
  const [first, second] = [part(false), part(true)]
  const parts: [SplitPart, SplitPart] = second.itemIds.length > first.itemIds.length ? [second, first] : [first, second]
  return { parts, cosine: cut.cosine }
}

/** Items that say the same, together. */
function groupCopies(items: readonly Text[], tokenize: ReturnType<typeof createTokenizer>): [Text, ...Text[]][] {
  const byText = new Map<number, [Text, ...Text[]]>()
  const groups: [Text, ...Text[]][] = []
  for (const item of items) {
    const { exact } = fingerprintOf(tokenize(item.title, item.text, item.language))
    const known = exact === null ? undefined : byText.get(exact)
    if (known) {
      known.push(item)
      continue
    }
    const group: [Text, ...Text[]] = [item]
    groups.push(group)
    if (exact !== null) byText.set(exact, group)
  }
  return groups
}

function noteNames({ count, terms, surfaces }: Tokens, names: Map<number, string>): void {
  for (let index = 0; index < count; index += 1) {
    const term = terms[index] ?? -1
    const surface = surfaces[index] ?? ''
    if (term >= 0 && surface !== '' && !names.has(term)) names.set(term, surface)
  }
}

/** The share of a part's weight that each of its terms has. */
function sumOf(vectors: readonly Vector[], isSecond: readonly boolean[], side: boolean): Map<number, number> {
  const sums = new Map<number, number>()
  const own = vectors.filter((_, index) => isSecond[index] === side)
  for (const { length, terms, weights } of own) {
    for (let rank = 0; rank < length; rank += 1) {
      const term = terms[rank] ?? 0
      sums.set(term, (sums.get(term) ?? 0) + (weights[rank] ?? 0) / own.length)
    }
  }
  return sums
}

function wordsApart(own: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>, names: Map<number, string>) {
  return [...own]
    .map(([term, weight]) => ({ term, weight, lead: weight - (other.get(term) ?? 0) }))
    .filter(({ term, weight, lead }) => lead * 2 > weight && names.has(term))
    .sort((a, b) => b.lead - a.lead || a.term - b.term)
    .slice(0, WORDS)
    .map(({ term }) => names.get(term) ?? '')
}
