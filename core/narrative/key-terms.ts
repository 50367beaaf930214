import { centreOf } from './decide.ts'
import type { EngineState } from './engine-state.ts'
import type { KeyTerm } from './engine-types.ts'

/** The terms that carry a narrative, in their commonest form, heaviest first; empty when it is not in memory. */
export function keyTerms(state: EngineState, narrativeId: string, limit: number): KeyTerm[] {
  const narrative = state.narratives.byId.get(narrativeId)
  if (!narrative || (!narrative.centroid && narrative.soleSequence < 0)) return []
  const centre = centreOf(state.items, narrative)
  return Array.from({ length: centre.length }, (_, index) => index)
    .sort((a, b) => (centre.weights[b] as number) - (centre.weights[a] as number) || a - b)
    .flatMap((index) => {
      const term = state.surfaces.nameOf(centre.terms[index] as number)
      return term === undefined ? [] : [{ term, weight: (centre.weights[index] as number) / (centre.norm || 1) }]
    })
    .slice(0, limit)
}
