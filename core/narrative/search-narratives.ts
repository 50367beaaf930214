import type { DecisionParts } from './engine-types.ts'
import type { EngineOptions } from './engine-options.ts'
import type { HotItems } from './hot-items.ts'
import { currentNarrative } from './narrative-records.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import type { Postings } from './postings.ts'
import { clearQuery, cosinesWithItems, cosineWithNarrative, layOutQuery } from './query-vector.ts'
import { gapHours, timeDecay } from './score.ts'
import { createSlotSums } from './slot-sums.ts'
import type { ItemVector } from './term-weights.ts'

/** A narrative the item may belong to, with what speaks for it. `neighbours` are its ≤ 3 most similar items' sequences. */
export type Candidate = {
  narrative: NarrativeRecord
  score: number
  parts: DecisionParts
  neighbours: Neighbour[]
}
type Neighbour = { sequence: number; similarity: number }

/** Finds and scores the narratives nearest to a vector, best first; changes nothing that shows. */
export type NarrativeSearch = (items: HotItems, vector: ItemVector, eventAtMs: number) => Candidate[]

/** How many of a narrative's items are compared with. */
const NEAREST = 3

type Group = { narrative: NarrativeRecord; nearest: Neighbour[] }

/** Creates the search: partial products from the posting lists pick items, exact cosines rank them, narratives are scored. */
export function createNarrativeSearch(options: EngineOptions, postings: Postings): NarrativeSearch {
  const partial = createSlotSums(options.searchTerms * options.postingsPerTerm)
  const products = new Float32Array(partial.sums.length)
  const picked: number[] = []

  return (items, vector, eventAtMs) => {
    layOutQuery(vector)
    const searched = Math.min(vector.length, options.searchTerms)
    const { counts, slots, weights } = postings.collect(items, vector.terms, searched)
    for (let rank = 0; rank < searched; rank += 1) {
      const weight = vector.weights[rank] as number
      const end = rank * postings.perTerm + (counts[rank] as number)
      for (let index = rank * postings.perTerm; index < end; index += 1)
        partial.add(slots[index] as number, weight * (weights[index] as number))
    }
    pickItems(items)
    partial.clear()
    const candidates = groupByNarrative(items, picked)
      .slice(0, options.maxCandidateNarratives)
      .map((group) => scoreGroup(options, items, vector, eventAtMs, group))
      .sort((a, b) => b.score - a.score || a.narrative.order - b.narrative.order)
    clearQuery()
    return candidates
  }

  /** Picks the touched items with the largest partial products; of equals the newest. */
  function pickItems(items: HotItems): void {
    const limit = options.maxCandidateItems
    const { slots, sums } = partial
    const count = partial.count()
    picked.length = 0
    if (count <= limit) {
      for (let index = 0; index < count; index += 1) picked.push(slots[index] as number)
      return
    }
    products.set(sums.subarray(0, count))
    products.subarray(0, count).sort()
    const cut = products[count - limit] as number
    const equal: number[] = []
    for (let index = 0; index < count; index += 1) {
      const sum = sums[index] as number
      if (sum > cut) picked.push(slots[index] as number)
      else if (sum === cut) equal.push(slots[index] as number)
    }
    equal.sort((a, b) => items.sequenceAt(b) - items.sequenceAt(a))
    for (const slot of equal.slice(0, limit - picked.length)) picked.push(slot)
  }
}

/** The items under the narratives they belong to now, the narrative of the most similar item first. */
function groupByNarrative(items: HotItems, slots: readonly number[]): Group[] {
  // Read before anything is done with them: where records are far away, waiting for one is waiting for all.
  const standing = slots.map((slot) => standingIn(items, slot))
  const cosines = cosinesWithItems(items, slots)
  const groups: Group[] = []
  for (let index = 0; index < slots.length; index += 1) {
    const narrative = standing[index]
    if (!narrative) continue
    insertNearest(nearestOf(groups, narrative), items.sequenceAt(slots[index] as number), cosines[index] as number)
  }
  return groups.sort(
    (a, b) =>
      (b.nearest[0]?.similarity ?? 0) - (a.nearest[0]?.similarity ?? 0) || a.narrative.order - b.narrative.order,
  )
}

/** The narrative an item belongs to now; the way there after merges is shortened. */
function standingIn(items: HotItems, slot: number): NarrativeRecord | null {
  const record = items.narratives[slot]
  if (!record?.mergedInto) return record ?? null
  const narrative = currentNarrative(record)
  items.narratives[slot] = narrative
  return narrative
}

function nearestOf(groups: Group[], narrative: NarrativeRecord): Neighbour[] {
  for (const group of groups) if (group.narrative === narrative) return group.nearest
  const group: Group = { narrative, nearest: [] }
  groups.push(group)
  return group.nearest
}

function scoreGroup(
  options: EngineOptions,
  items: HotItems,
  vector: ItemVector,
  eventAtMs: number,
  group: Group,
): Candidate {
  const { narrative, nearest } = group
  const expected = Math.min(NEAREST, Math.max(1, narrative.hotItems))
  const neighbours = nearest.reduce((sum, { similarity }) => sum + similarity, 0) / Math.max(expected, nearest.length)
  const centroid = cosineWithNarrative(items, narrative)
  const hours = gapHours(eventAtMs, narrative.firstAtMs, narrative.lastAtMs)
  const decay = timeDecay(options, hours)
  return {
    narrative,
    neighbours: nearest,
    score: (options.neighbourShare * neighbours + (1 - options.neighbourShare) * centroid) * decay,
    parts: {
      nearest: nearest[0]?.similarity ?? 0,
      thirdNearest: nearest[2]?.similarity ?? 0,
      neighbours,
      centroid,
      timeDecay: decay,
      gapHours: hours,
      itemTerms: vector.distinctTerms,
      narrativeItems: narrative.items,
    },
  }
}

/** Keeps the three most similar items, of equals the newer. */
function insertNearest(nearest: Neighbour[], sequence: number, similarity: number): void {
  let place = nearest.length
  for (; place > 0; place -= 1) {
    const before = nearest[place - 1] as Neighbour
    if (before.similarity > similarity || (before.similarity === similarity && before.sequence > sequence)) break
    if (place < NEAREST) nearest[place] = before
  }
  if (place < NEAREST) nearest[place] = { sequence, similarity }
}
