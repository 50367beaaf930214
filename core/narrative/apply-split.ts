import { addToCentroid, centroidOf, emptyCentroid } from './centroid.ts'
import { scheduleSplit } from './decide-split.ts'
import type { EngineState } from './engine-state.ts'
import type { SplitEvent } from './engine-types.ts'
import { currentNarrative, findOrCreateNarrative } from './narrative-records.ts'
import type { NarrativeRecord } from './narrative-records.ts'

/** Makes the listed items a narrative of their own. Does nothing when the narrative or all of them have left memory. */
export function applySplit(state: EngineState, event: SplitEvent): void {
  const { items } = state
  const from = state.narratives.byId.get(event.from)
  if (!from) return
  const leaving = new Set(event.itemIds)
  const members = state.members.list(items, from)
  const moved = members.filter((sequence) => leaving.has(items.idAt(sequence & items.mask)))
  const firstMoved = moved[0]
  if (firstMoved === undefined) return
  const into = findOrCreateNarrative(state.narratives, event.into, items.eventAtMs[firstMoved & items.mask] as number)
  for (const sequence of moved) items.narratives[sequence & items.mask] = into
  from.items -= moved.length
  into.items += moved.length
  for (const narrative of [from, into]) resetMembers(narrative)
  for (const sequence of members) gather(state, sequence)
  scheduleSplit(into)
}

function resetMembers(narrative: NarrativeRecord): void {
  narrative.centroid = emptyCentroid()
  narrative.soleSequence = -1
  narrative.hotItems = 0
  narrative.newestSequence = -1
  narrative.olderChains = null
}

/** Counts an item anew for the narrative it stands in. */
function gather(state: EngineState, sequence: number): void {
  const { items, options } = state
  const slot = sequence & items.mask
  const record = items.narratives[slot]
  if (!record) return
  const narrative = currentNarrative(record)
  const eventAtMs = items.eventAtMs[slot] as number
  narrative.firstAtMs = narrative.hotItems === 0 ? eventAtMs : Math.min(narrative.firstAtMs, eventAtMs)
  narrative.lastAtMs = narrative.hotItems === 0 ? eventAtMs : Math.max(narrative.lastAtMs, eventAtMs)
  narrative.hotItems += 1
  state.members.add(items, sequence, narrative)
  const vector = items.vectorOf(sequence)
  if (vector.length === 0) return
  if (!narrative.centroid || narrative.centroid.length === 0) narrative.centroid = centroidOf(vector)
  else addToCentroid(narrative.centroid, vector, options.centroidTerms)
}
