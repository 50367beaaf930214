import type { Centroid } from './centroid.ts'
import type { EngineOptions } from './engine-options.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import type { ItemVector } from './term-weights.ts'

/** For each term the cold narratives that carry it, those that grew cold last at the end. */
export type ColdPostings = {
  add: (narrative: NarrativeRecord, centre: Centroid) => void
  remove: (narrative: NarrativeRecord, terms: Int32Array) => void
  /** The few with the largest partial products over the vector's heaviest terms, of each term the newest that carry it. */
  nearest: (vector: ItemVector) => NarrativeRecord[]
}

type Entry = { narrative: NarrativeRecord; weight: number }

/** Creates empty posting lists. */
export function createColdPostings(options: EngineOptions): ColdPostings {
  const byTerm = new Map<number, Entry[]>()
  return {
    add(narrative, { terms, weights, norm }) {
      terms.forEach((term, index) => {
        const entry = { narrative, weight: (weights[index] as number) / (norm || 1) }
        const entries = byTerm.get(term)
        if (entries) entries.push(entry)
        else byTerm.set(term, [entry])
      })
    },
    remove(narrative, terms) {
      for (const term of terms) {
        const entries = byTerm.get(term)?.filter((entry) => entry.narrative !== narrative) ?? []
        if (entries.length > 0) byTerm.set(term, entries)
        else byTerm.delete(term)
      }
    },
    nearest(vector) {
      const products = new Map<NarrativeRecord, number>()
      const searched = Math.min(vector.length, options.searchTerms)
      for (let rank = 0; rank < searched; rank += 1) {
        const entries = byTerm.get(vector.terms[rank] as number)?.slice(-options.postingsPerTerm) ?? []
        for (const { narrative, weight } of entries)
          products.set(narrative, (products.get(narrative) ?? 0) + weight * (vector.weights[rank] as number))
      }
      return [...products]
        .sort(([a, left], [b, right]) => right - left || a.order - b.order)
        .slice(0, options.maxCandidateNarratives)
        .map(([narrative]) => narrative)
    },
  }
}
