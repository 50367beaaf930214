import type { MatchWord } from './read-words.ts'
import { siblingsOf } from './same-words.ts'

/** A word of the item and the word of the claim review it answers to, each as written there. */
export type MatchedWord = { inItem: string; inClaim: string; kind: 'same' | 'alike' }

const MAX_WORDS = 24

/**
 * The words an item and a claim review share, in the claim's order, each once: the same word in any of its forms first, else a
 * word that may stand for the same thing.
 */
export function matchWords(item: readonly MatchWord[], claim: readonly MatchWord[]): MatchedWord[] {
  const byStem = new Map<string, string>()
  for (const { stem, surface, isFunction } of item) if (!isFunction && !byStem.has(stem)) byStem.set(stem, surface)
  const matched = new Map<string, MatchedWord>()
  for (const { stem, surface, isFunction } of claim) {
    if (isFunction || matched.has(stem) || matched.size >= MAX_WORDS) continue
    const same = byStem.get(stem)
    if (same !== undefined) {
      matched.set(stem, { inItem: same, inClaim: surface, kind: 'same' })
      continue
    }
    const alike = [...siblingsOf(stem)].find((sibling) => byStem.has(sibling))
    if (alike !== undefined) {
      matched.set(stem, { inItem: byStem.get(alike) ?? alike, inClaim: surface, kind: 'alike' })
    }
  }
  return [...matched.values()]
}
