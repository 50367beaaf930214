import type { Centroid } from './centroid.ts'
import type { EngineState } from './engine-state.ts'
import { dropNarrative } from './narrative-records.ts'
import type { NarrativeRecord } from './narrative-records.ts'

/**
 * What becomes of a narrative whose last item leaves memory: one that people ruled on, or that was more than an item or two,
 * grows cold and can come back; of the others the engine keeps nothing.
 */
export function coolNarrative(state: EngineState, narrative: NarrativeRecord, centre: Centroid): void {
  const { cold, narratives, options } = state
  const { isConfirmed, isClosed, isKeptWhole, apart, items } = narrative
  const isRuledOn = isConfirmed || isClosed || isKeptWhole || apart.size > 0
  if (items < options.coldMinItems && !isRuledOn) return dropNarrative(narratives, narrative)
  cold.add(narrative, centre)
  coolEmptied(state, narrative)
  makeRoomForCold(state)
}

/** Forgets those that have been cold for longest while there are too many. */
export function makeRoomForCold(state: EngineState): void {
  for (const [oldest] of state.cold.list()) {
    if (state.cold.count() <= state.options.maxCold) return
    forgetCold(state, oldest)
  }
}

/** What becomes of a narrative that a ruling left without an item in memory: it is cold again if it was, or gone. */
export function coolEmptied({ cold, narratives }: EngineState, narrative: NarrativeRecord): void {
  if (!cold.has(narrative)) return dropNarrative(narratives, narrative)
  narrative.centroid = null
  narrative.soleSequence = -1
}

/** Forgets cold narratives whose time is over, the one that has been cold for longest first. */
export function forgetOldCold(state: EngineState, nowMs: number): void {
  const oldestKeptMs = nowMs - state.options.coldWindowMs
  for (const [narrative] of state.cold.list()) {
    if (narrative.lastAtMs >= oldestKeptMs) return
    forgetCold(state, narrative)
  }
}

/** Gives up what is kept of a narrative that was cold; it leaves memory unless it has come back. */
export function forgetCold({ cold, narratives }: EngineState, narrative: NarrativeRecord): void {
  cold.remove(narrative)
  if (narrative.hotItems === 0) dropNarrative(narratives, narrative)
}
