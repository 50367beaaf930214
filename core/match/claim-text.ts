import { findInitials } from './find-initials.ts'
import { readGrams } from './read-grams.ts'
import { type MatchWord, readWords } from './read-words.ts'

/**
 * What matching needs of a claim review; `title` is the review's own headline, empty where it has none. Verdict, reviewer and
 * date are read from the stored review whenever a match is shown, since reviewers change their word.
 */
export type ClaimDocument = { id: string; claim: string; title: string; language: string }

/** A claim as read: its words in order, how often each stem stands in it, and its pieces of characters. */
export type ClaimText = {
  words: MatchWord[]
  stems: Map<string, number>
  /** Its names by their initials, those left out that it also writes as such. */
  initials: ReadonlyMap<string, readonly string[]>
  grams: Map<number, number>
  length: number
}

/** Reads claim and title once; the same document always reads the same. */
export function readClaim({ claim, title, language }: ClaimDocument): ClaimText {
  const words = [...readWords(claim, language, 'body'), ...readWords(title, language, 'title')]
  const stems = countStems(words)
  let length = 0
  for (const count of stems.values()) length += count
  const initials = new Map([...findInitials(words)].filter(([name]) => !stems.has(name)))
  return { words, stems, initials, grams: readGrams(words), length }
}

/** How often each stem stands in the words, function words left out. */
export function countStems(words: readonly MatchWord[]): Map<string, number> {
  const stems = new Map<string, number>()
  for (const { stem, isFunction } of words) if (!isFunction) stems.set(stem, (stems.get(stem) ?? 0) + 1)
  return stems
}
