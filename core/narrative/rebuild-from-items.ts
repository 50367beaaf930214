import { addToCentroid, centroidOf, emptyCentroid } from './centroid.ts'
import type { EngineState } from './engine-state.ts'
import { currentNarrative } from './narrative-records.ts'
import type { NarrativeRecord } from './narrative-records.ts'

/** Recomputes centre, span and count in memory from the items that are there. */
export function rebuildFromItems(state: EngineState, narratives: ReadonlySet<NarrativeRecord>): void {
  const { items, options } = state
  if (narratives.size === 0) return
  for (const narrative of narratives) {
    narrative.centroid = emptyCentroid()
    narrative.soleSequence = -1
    narrative.hotItems = 0
  }
  for (let sequence = items.first; sequence < items.next; sequence += 1) {
    const slot = sequence & items.mask
    const record = items.narratives[slot]
    const narrative = record ? currentNarrative(record) : null
    if (!narrative || !narratives.has(narrative)) continue
    const eventAtMs = items.eventAtMs[slot] as number
    narrative.firstAtMs = narrative.hotItems === 0 ? eventAtMs : Math.min(narrative.firstAtMs, eventAtMs)
    narrative.lastAtMs = narrative.hotItems === 0 ? eventAtMs : Math.max(narrative.lastAtMs, eventAtMs)
    narrative.hotItems += 1
    const vector = items.vectorOf(sequence)
    if (!narrative.centroid || narrative.centroid.length === 0) narrative.centroid = centroidOf(vector)
    else addToCentroid(narrative.centroid, vector, options.centroidTerms)
  }
}
