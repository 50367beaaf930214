import { centroidOf } from './centroid.ts'
import { coolNarrative, forgetOldCold } from './cool-narrative.ts'
import { centreOf } from './decide.ts'
import type { EngineState } from './engine-state.ts'
import { currentNarrative } from './narrative-records.ts'

/**
 * Lets items leave memory whose window has ended by `nowMs`, and as many more as make room for one. A narrative grows
 * cold with its last item, and is forgotten in the end; the database keeps both.
 */
export function evictUntil(state: EngineState, nowMs: number): void {
  const { items, options } = state
  const oldestKeptMs = nowMs - options.windowMs
  forgetOldCold(state, nowMs)
  while (items.count() > 0) {
    const slot = items.first & items.mask
    if ((items.assignedAtMs[slot] as number) >= oldestKeptMs && items.count() < options.maxItems) return
    evictFirst(state)
  }
}

function evictFirst(state: EngineState): void {
  const { items } = state
  const sequence = items.first
  const record = items.narratives[sequence & items.mask]
  state.copies.remove(items, sequence)
  if (record) {
    const narrative = currentNarrative(record)
    narrative.hotItems -= 1
    if (narrative.hotItems === 0) coolNarrative(state, narrative, centreOf(items, narrative))
    else if (narrative.soleSequence === sequence) {
      narrative.centroid = centroidOf(items.vectorOf(sequence))
      narrative.soleSequence = -1
    }
  }
  items.dropFirst()
}
