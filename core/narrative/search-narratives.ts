import type { DecisionParts } from './engine-types.ts'
import type { EngineOptions } from './engine-options.ts'
import type { HotItems } from './hot-items.ts'
import { currentNarrative } from './narrative-records.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import type { Postings } from './postings.ts'
import { clearQuery, cosineWithItem, cosineWithNarrative, layOutQuery } from './query-vector.ts'
import { gapHours, timeDecay } from './score.ts'
import type { ItemVector } from './term-weights.ts'

/** A narrative the item may belong to, with what speaks for it. `neighbours` are its ≤ 3 most similar items' sequences. */
export type Candidate = {
  narrative: NarrativeRecord
  score: number
  parts: DecisionParts
  neighbours: { sequence: number; similarity: number }[]
}

/** Finds and scores the narratives nearest to a vector, best first; changes nothing that shows. */
export type NarrativeSearch = (items: HotItems, vector: ItemVector, eventAtMs: number) => Candidate[]

type Group = { narrative: NarrativeRecord; nearest: { sequence: number; similarity: number }[] }

/** Creates the search: partial products from the posting lists pick items, exact cosines rank them, narratives are scored. */
export function createNarrativeSearch(options: EngineOptions, postings: Postings): NarrativeSearch {
  let partial = new Float32Array(0)
  const touched = new Int32Array(options.searchTerms * options.postingsPerTerm)
  const products = new Float32Array(touched.length)
  const picked: number[] = []
  let touchedCount = 0
  let queryWeight = 0
  const touch = (slot: number, weight: number) => {
    if (partial[slot] === 0) {
      touched[touchedCount] = slot
      touchedCount += 1
    }
    partial[slot] = (partial[slot] as number) + queryWeight * weight
  }

  return (items, vector, eventAtMs) => {
    if (partial.length <= items.mask) partial = new Float32Array(items.mask + 1)
    layOutQuery(vector)
    touchedCount = 0
    const searched = Math.min(vector.length, options.searchTerms)
    for (let rank = 0; rank < searched; rank += 1) {
      queryWeight = vector.weights[rank] as number
      postings.walk(items, vector.terms[rank] as number, options.postingsPerTerm, touch)
    }
    const grouped = groupByNarrative(items, pickItems(items))
    for (let index = 0; index < touchedCount; index += 1) partial[touched[index] as number] = 0
    const candidates = grouped
      .slice(0, options.maxCandidateNarratives)
      .map((group) => scoreGroup(options, items, vector, eventAtMs, group))
      .sort((a, b) => b.score - a.score || a.narrative.order - b.narrative.order)
    clearQuery(vector)
    return candidates
  }

  /** The touched items with the largest partial products; of equals the newest. */
  function pickItems(items: HotItems): readonly number[] {
    const limit = options.maxCandidateItems
    picked.length = 0
    if (touchedCount <= limit) {
      for (let index = 0; index < touchedCount; index += 1) picked.push(touched[index] as number)
      return picked
    }
    for (let index = 0; index < touchedCount; index += 1) products[index] = partial[touched[index] as number] as number
    products.subarray(0, touchedCount).sort()
    const cut = products[touchedCount - limit] as number
    const equal: number[] = []
    for (let index = 0; index < touchedCount; index += 1) {
      const slot = touched[index] as number
      const product = partial[slot] as number
      if (product > cut) picked.push(slot)
      else if (product === cut) equal.push(slot)
    }
    equal.sort((a, b) => (items.sequences[b] as number) - (items.sequences[a] as number))
    for (const slot of equal.slice(0, limit - picked.length)) picked.push(slot)
    return picked
  }
}

/** The items under the narratives they belong to now, the narrative of the most similar item first. */
function groupByNarrative(items: HotItems, slots: readonly number[]): Group[] {
  const groups = new Map<NarrativeRecord, Group>()
  for (const slot of slots) {
    const record = items.narratives[slot]
    if (!record) continue
    const narrative = currentNarrative(record)
    // Shortens the way after merges; what the item belongs to stays the same.
    if (narrative !== record) items.narratives[slot] = narrative
    const sequence = items.sequences[slot] as number
    const similarity = cosineWithItem(items, slot)
    let group = groups.get(narrative)
    if (!group) {
      group = { narrative, nearest: [] }
      groups.set(narrative, group)
    }
    insertNearest(group.nearest, sequence, similarity)
  }
  return [...groups.values()].sort(
    (a, b) =>
      (b.nearest[0]?.similarity ?? 0) - (a.nearest[0]?.similarity ?? 0) || a.narrative.order - b.narrative.order,
  )
}

function scoreGroup(
  options: EngineOptions,
  items: HotItems,
  vector: ItemVector,
  eventAtMs: number,
  group: Group,
): Candidate {
  const { narrative, nearest } = group
  const expected = Math.min(3, Math.max(1, narrative.hotItems))
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

function insertNearest(nearest: Group['nearest'], sequence: number, similarity: number): void {
  const place = nearest.findIndex(
    (other) => similarity > other.similarity || (similarity === other.similarity && sequence > other.sequence),
  )
  if (place === -1) nearest.push({ sequence, similarity })
  else nearest.splice(place, 0, { sequence, similarity })
  if (nearest.length > 3) nearest.length = 3
}
