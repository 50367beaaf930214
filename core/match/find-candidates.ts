import { type ClaimIndex, SATURATION } from './claim-index.ts'
import type { PostingList } from './posting-list.ts'
import type { QueryText } from './query-text.ts'

/** How many claims are ranked again, after the cheap first look. */
export const CANDIDATES = 40
const GRAM_SHARE = 0.15
const SIBLING_SHARE = 0.4
const MAX_REPEATS = 2
/** The commonest pieces of characters are left out once this many entries were looked at. */
const GRAM_ENTRIES_MAX = 50_000

export type Candidate = { slot: number; id: string; score: number }

/**
 * The best claims by BM25 (k₁ = 1.2, b = 0.6) over stems, with words of the same meaning at 0.4 and pieces of 4–5 characters
 * at 0.15 of their weight; best first, equals by id.
 */
export function createCandidateFinder(index: ClaimIndex): (query: QueryText) => Candidate[] {
  let scores = new Float64Array(0)
  let touched = new Int32Array(0)
  let touchedCount = 0

  function addList(list: PostingList, weight: number): void {
    const gain = weight * (SATURATION + 1)
    const dampings = index.dampings()
    for (let at = 0; at < list.size; at += 1) {
      const slot = list.slotAt(at)
      const count = list.countAt(at)
      const before = scores[slot] ?? 0
      if (before === 0) {
        touched[touchedCount] = slot
        touchedCount += 1
      }
      scores[slot] = before + (gain * count) / (count + (dampings[slot] ?? 1))
    }
  }

  return (query) => {
    if (scores.length < index.capacity) {
      scores = new Float64Array(index.capacity * 2)
      touched = new Int32Array(index.capacity * 2)
    }
    touchedCount = 0
    for (const { stem, weight } of query.known) {
      const list = index.stemPostings(stem)
      if (list) addList(list, weight * repeats(query.stems.get(stem) ?? 1))
    }
    for (const [stem, weight] of query.siblings) {
      const list = index.stemPostings(stem)
      if (list) addList(list, SIBLING_SHARE * weight)
    }
    for (const { list, weight } of gramsWithin(query, index)) addList(list, GRAM_SHARE * weight)
    const best = bestOf(index, scores, touched.subarray(0, touchedCount))
    for (const slot of touched.subarray(0, touchedCount)) scores[slot] = 0
    return best
  }
}

function repeats(count: number): number {
  return Math.sqrt(Math.min(count, MAX_REPEATS))
}

/** The rarest pieces first, until they have too many entries together. */
function gramsWithin(query: QueryText, index: ClaimIndex): { list: PostingList; weight: number }[] {
  const found = [...query.grams].flatMap(([gram, count]) => {
    const list = index.gramPostings(gram)
    return list ? [{ list, weight: index.gramWeight(gram) * repeats(count) }] : []
  })
  found.sort((a, b) => a.list.size - b.list.size)
  let entries = 0
  const end = found.findIndex(({ list }) => (entries += list.size) > GRAM_ENTRIES_MAX)
  return end === -1 ? found : found.slice(0, end)
}

function bestOf(index: ClaimIndex, scores: Float64Array, touched: Int32Array): Candidate[] {
  const best: Candidate[] = []
  let floor = 0
  for (const slot of touched) {
    const score = scores[slot] ?? 0
    if (score < floor) continue
    const candidate = { slot, id: index.claimAt(slot)?.id ?? '', score }
    let at = best.length
    while (at > 0 && isBefore(candidate, best[at - 1])) at -= 1
    best.splice(at, 0, candidate)
    if (best.length > CANDIDATES) best.pop()
    if (best.length === CANDIDATES) floor = best.at(-1)?.score ?? 0
  }
  return best
}

function isBefore(a: Candidate, b: Candidate | undefined): boolean {
  return b !== undefined && (a.score > b.score || (a.score === b.score && a.id < b.id))
}
