import { centroidOf } from './centroid.ts'
import type { Centroid } from './centroid.ts'
import { forgetCold, makeRoomForCold } from './cool-narrative.ts'
import type { EngineState } from './engine-state.ts'
import type { NarrativeRemains, ToldTerm } from './engine-types.ts'
import { findOrCreateNarrative } from './narrative-records.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import { rebuildFromItems } from './rebuild-from-items.ts'

/** Whether any of the narratives is known under any of its ids. What the engine has forgotten it is not told of again. */
export function knowsAny({ narratives }: EngineState, remains: readonly NarrativeRemains[]): boolean {
  return remains.some(({ id, formerIds }) => [id, ...formerIds].some((each) => narratives.byId.has(each)))
}

/**
 * Takes in what narratives are made of after a ruling on items that have left memory: those without an item there are cold by
 * these terms from now on, and what is in memory no longer carries the words of what has gone elsewhere.
 */
export function keepRemains(state: EngineState, remains: readonly NarrativeRemains[]): void {
  const living = new Set<NarrativeRecord>()
  for (const each of remains) {
    const narrative = holderOf(state, each)
    if (!narrative) continue
    if (narrative.hotItems > 0) living.add(narrative)
    else {
      const { items, firstAtMs, lastAtMs } = each
      Object.assign(narrative, { items, firstAtMs, lastAtMs, centroid: null, soleSequence: -1 })
    }
    if (narrative.hotItems === 0 || state.cold.has(narrative)) state.cold.add(narrative, weigh(state, each.terms))
  }
  rebuildFromItems(state, living)
  makeRoomForCold(state)
}

/**
 * The one record that stands for a narrative here, made when there is none; other records of what was merged into it are
 * given up when none of their items is in memory. None for a narrative that nothing is left of.
 */
function holderOf(
  state: EngineState,
  { id, formerIds, items, lastAtMs }: NarrativeRemains,
): NarrativeRecord | undefined {
  const { narratives } = state
  const records = [...new Set([id, ...formerIds])].flatMap((each) => {
    const record = narratives.byId.get(each)
    return record?.id === each ? [record] : []
  })
  const [kept, ...others] = items > 0 ? records : [undefined, ...records]
  for (const other of others) if (other && other.hotItems === 0) forgetCold(state, other)
  if (items === 0) return undefined
  return kept ?? findOrCreateNarrative(narratives, id, lastAtMs)
}

function weigh({ weights }: EngineState, told: readonly ToldTerm[]): Centroid {
  return centroidOf({
    length: told.length,
    terms: Int32Array.from(told, ([term]) => term),
    weights: Float32Array.from(told, ([term, weight]) => weight * weights.rarity(term)),
  })
}
