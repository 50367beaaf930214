import type { ClaimIndex } from './claim-index.ts'
import type { ClaimText } from './claim-text.ts'
import type { MatchWord } from './read-words.ts'
import type { QueryText } from './query-text.ts'

const FUNCTION_WEIGHT = 0.5
const MAX_PLACES = 20

/** Words that stand in the same order in query and claim: the heaviest run (as an exact quotation gives), and pairs side by side. */
export function orderFeatures(query: QueryText, claim: ClaimText, index: ClaimIndex) {
  const parts = [claim.words.filter(({ part }) => part === 'body'), claim.words.filter(({ part }) => part === 'title')]
  const run = Math.max(...parts.map((words) => heaviestRun(query.body, words, index)))
  return { longestRun: run, longestRunLog: Math.log(1 + run), pairCoverage: pairCoverage(query.body, parts, index) }
}

function heaviestRun(asked: readonly MatchWord[], words: readonly MatchWord[], index: ClaimIndex): number {
  const places = placesOf(asked)
  let heaviest = 0
  for (let from = 0; from < words.length; from += 1) {
    for (const place of places.get(keyOf(words[from])) ?? []) {
      if (from > 0 && place > 0 && keyOf(words[from - 1]) === keyOf(asked[place - 1])) continue
      let weight = 0
      let length = 0
      for (; from + length < words.length && place + length < asked.length; length += 1) {
        const word = words[from + length]
        if (!word || keyOf(word) !== keyOf(asked[place + length])) break
        weight += word.isFunction ? FUNCTION_WEIGHT : index.stemWeight(word.stem)
      }
      if (length > 1) heaviest = Math.max(heaviest, weight)
    }
  }
  return heaviest
}

function placesOf(words: readonly MatchWord[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  words.forEach((word, at) => {
    const key = keyOf(word)
    const held = places.get(key)
    if (!held) places.set(key, [at])
    else if (held.length < MAX_PLACES) held.push(at)
  })
  return places
}

function keyOf(word: MatchWord | undefined): string {
  if (!word) return ''
  return word.isFunction ? word.word : word.stem
}

/** The share of the claim's neighbouring words that are neighbours in the query, function words left out. */
function pairCoverage(asked: readonly MatchWord[], parts: readonly MatchWord[][], index: ClaimIndex): number {
  const pairs = new Set(pairsOf(asked).map(([before, after]) => `${before} ${after}`))
  let mass = 0
  let held = 0
  for (const [before, after] of parts.flatMap(pairsOf)) {
    const weight = index.stemWeight(before) + index.stemWeight(after)
    mass += weight
    if (pairs.has(`${before} ${after}`)) held += weight
  }
  return held / (mass || 1)
}

function pairsOf(words: readonly MatchWord[]): [string, string][] {
  const stems = words.flatMap(({ stem, isFunction }) => (isFunction ? [] : [stem]))
  return stems.slice(1).map((stem, at) => [stems[at] ?? '', stem])
}
