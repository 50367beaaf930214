import { centreOf } from './decide.ts'
import type { EngineState } from './engine-state.ts'
import type { KeyTerm } from './engine-types.ts'

/** The terms that carry a narrative, in their commonest form, heaviest first; empty when it is not in memory. */
export function keyTerms(state: EngineState, narrativeId: string, limit: number): KeyTerm[] {
  const narrative = state.narratives.byId.get(narrativeId)
  if (!narrative || (!narrative.centroid && narrative.soleSequence < 0)) return []
  const centre = centreOf(state.items, narrative)
  const heaviest: { weight: number; term: string }[] = []
  for (let index = 0; index < centre.length; index += 1) {
    const weight = centre.weights[index] as number
    // Of equals the earlier: it stands before.
    if (heaviest.length >= limit && weight <= (heaviest[limit - 1]?.weight ?? 0)) continue
    const term = state.surfaces.nameOf(centre.terms[index] as number)
    if (term === undefined) continue
    let place = heaviest.length
    while (place > 0 && (heaviest[place - 1]?.weight ?? 0) < weight) place -= 1
    heaviest.splice(place, 0, { weight, term })
    if (heaviest.length > limit) heaviest.length = limit
  }
  return heaviest.map(({ term, weight }) => ({ term, weight: weight / (centre.norm || 1) }))
}
