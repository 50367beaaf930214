import { addToCentroid } from './centroid.ts'
import { centreOf } from './decide.ts'
import type { EngineState } from './engine-state.ts'
import { keepApart } from './narrative-records.ts'

/** Makes `from` part of `into`, whose id answers for both from now on. Does nothing when either is not in memory. */
export function applyMerge(state: EngineState, fromId: string, intoId: string): void {
  const from = state.narratives.byId.get(fromId)
  const into = state.narratives.byId.get(intoId)
  if (!from || !into || from === into) return
  for (const narrative of [from, into]) state.cold.warm(narrative)
  const centre = centreOf(state.items, into)
  addToCentroid(centre, centreOf(state.items, from), state.options.centroidTerms)
  into.centroid = centre
  into.soleSequence = -1
  into.items += from.items
  into.hotItems += from.hotItems
  into.firstAtMs = Math.min(into.firstAtMs, from.firstAtMs)
  into.lastAtMs = Math.max(into.lastAtMs, from.lastAtMs)
  into.isConfirmed ||= from.isConfirmed
  into.isKeptWhole ||= from.isKeptWhole
  state.members.join(state.items, from, into)
  state.cold.join(from, into)
  for (const other of from.apart) {
    other.apart.delete(from)
    keepApart(into, other)
  }
  from.apart.clear()
  from.centroid = null
  from.mergedInto = into
  for (const id of [...from.formerIds, from.id]) {
    into.formerIds.push(id)
    state.narratives.byId.set(id, into)
  }
  from.formerIds = []
}
