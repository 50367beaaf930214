import type { ClaimText } from './claim-text.ts'
import type { MatchWord } from './read-words.ts'
import { siblingsOf } from './same-words.ts'

/** A word of the item and the word of the claim review it answers to, each as written there. */
export type MatchedWord = { inItem: string; inClaim: string; kind: 'same' | 'alike' }

const MAX_WORDS = 24

/**
 * The words an item and a claim review share, in the claim's order, each once: the same word in any of its forms first, else
 * the initials of a name it belongs to, else a word that may stand for the same thing in the item's language.
 */
export function matchWords(
  item: readonly MatchWord[],
  claim: Pick<ClaimText, 'words' | 'initials'>,
  language: string,
): MatchedWord[] {
  const byStem = new Map<string, string>()
  for (const { stem, surface, isFunction } of item) if (!isFunction && !byStem.has(stem)) byStem.set(stem, surface)
  const spelled = new Map(
    [...claim.initials].flatMap(([name, stems]) =>
      byStem.has(name) ? stems.map((stem): [string, string] => [stem, name]) : [],
    ),
  )
  const alikeOf = (stem: string) =>
    spelled.get(stem) ?? [...siblingsOf(stem, language)].find((sibling) => byStem.has(sibling))
  const matched = new Map<string, MatchedWord>()
  for (const { stem, surface, isFunction } of claim.words) {
    if (isFunction || matched.has(stem) || matched.size >= MAX_WORDS) continue
    const same = byStem.get(stem)
    if (same !== undefined) {
      matched.set(stem, { inItem: same, inClaim: surface, kind: 'same' })
      continue
    }
    const alike = alikeOf(stem)
    if (alike !== undefined) {
      matched.set(stem, { inItem: byStem.get(alike) ?? alike, inClaim: surface, kind: 'alike' })
    }
  }
  return [...matched.values()]
}

/** From this share of capitals on a text is a headline in which capitals mark no names. */
const HEADLINE_SHARE = 0.6

/**
 * How many things a claim shares with an item: words, but the words of one name count as one, since every story of a place or
 * a person has them. `stems` are the shared ones.
 */
export function countThings(claim: readonly MatchWord[], stems: ReadonlySet<string>): number {
  const carrying = claim.filter(({ isFunction }) => !isFunction)
  const isHeadline = carrying.filter(({ isCapital }) => isCapital).length > HEADLINE_SHARE * carrying.length
  const things = new Set<string>()
  const rest = new Set<string>()
  claim.forEach((word, at) => {
    if (word.isFunction || !stems.has(word.stem)) return
    const before = claim[at - 1]
    const goesOn =
      !isHeadline &&
      word.isCapital &&
      before?.part === word.part &&
      before.isCapital &&
      !before.isFunction &&
      stems.has(before.stem)
    ;(goesOn ? rest : things).add(word.stem)
  })
  return [...things].filter((stem) => !rest.has(stem)).length
}
