import type { ColdMatch } from './cold-narratives.ts'
import type { EngineState } from './engine-state.ts'
import { joinThreshold } from './score.ts'
import type { ItemVector } from './term-weights.ts'

/** A cold narrative that an item continues, and the cosine it had to reach. */
export type Revival = ColdMatch & { requiredCosine: number }

/**
 * Decides whether an item that fits no narrative in memory brings a cold one back. What is left of that is a few heavy
 * terms, so it asks for more likeness than joining does, and for several terms in common.
 */
export function findRevival({ cold, options }: EngineState, vector: ItemVector): Revival | null {
  const found = cold.find(vector)
  if (!found || found.sharedTerms < options.revivalTerms) return null
  const usual = joinThreshold(options, vector.distinctTerms, found.narrative.items)
  const requiredCosine = Math.max(options.revivalCosine, options.revivalShare * usual)
  return found.cosine >= requiredCosine ? { ...found, requiredCosine } : null
}
