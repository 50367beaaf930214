import { addToCentroid, copyOfCentroid, heaviestOf } from './centroid.ts'
import type { Centroid } from './centroid.ts'
import { createColdPostings } from './cold-postings.ts'
import type { EngineOptions } from './engine-options.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import { clearQuery, cosineWithCentre, layOutQuery, sharedWithCentre } from './query-vector.ts'
import type { ItemVector } from './term-weights.ts'

/** A narrative that an item may bring back: the cosine with what is left of its centre, and how many terms they share. */
export type ColdMatch = { narrative: NarrativeRecord; centre: Centroid; cosine: number; sharedTerms: number }

/**
 * What is left of narratives whose items have all left memory: their heaviest terms, in the order in which they grew cold.
 * One that came back can still be found by them, until they are given up.
 */
export type ColdNarratives = {
  /** Keeps the heaviest terms of a centre for a narrative, in place of what was kept of it before. */
  add: (narrative: NarrativeRecord, centre: Centroid) => void
  remove: (narrative: NarrativeRecord) => void
  /** Gives a narrative without items in memory its centre again, as far as it was kept. */
  warm: (narrative: NarrativeRecord) => void
  /** What was kept of a merged narrative is kept of its survivor. */
  join: (from: NarrativeRecord, into: NarrativeRecord) => void
  /** All that is kept, what has been cold for longest first. */
  list: () => IterableIterator<[NarrativeRecord, Centroid]>
  has: (narrative: NarrativeRecord) => boolean
  count: () => number
  /** The narrative most like a vector, of equals the older. */
  find: (vector: ItemVector) => ColdMatch | null
}

/** Creates an empty memory of cold narratives. */
export function createColdNarratives(options: EngineOptions): ColdNarratives {
  const kept = new Map<NarrativeRecord, Centroid>()
  const postings = createColdPostings(options)

  function add(narrative: NarrativeRecord, centre: Centroid): void {
    remove(narrative)
    const centroid = heaviestOf(centre, options.coldTerms)
    kept.set(narrative, centroid)
    postings.add(narrative, centroid)
  }

  function remove(narrative: NarrativeRecord): void {
    const centroid = kept.get(narrative)
    if (centroid) postings.remove(narrative, centroid.terms)
    kept.delete(narrative)
  }

  function warm(narrative: NarrativeRecord): void {
    const centroid = kept.get(narrative)
    if (centroid && narrative.hotItems === 0) narrative.centroid = copyOfCentroid(centroid)
  }

  function join(from: NarrativeRecord, into: NarrativeRecord): void {
    const gone = kept.get(from)
    if (!gone) return
    const centre = copyOfCentroid(gone)
    const other = kept.get(into)
    if (other) addToCentroid(centre, other, options.centroidTerms)
    remove(from)
    add(into, centre)
  }

  function find(vector: ItemVector): ColdMatch | null {
    if (kept.size === 0) return null
    const nearest = postings.nearest(vector)
    layOutQuery(vector)
    let best: ColdMatch | null = null
    for (const narrative of nearest) {
      const centre = kept.get(narrative)
      if (!centre) continue
      const cosine = cosineWithCentre(centre)
      if (best && (cosine < best.cosine || (cosine === best.cosine && narrative.order > best.narrative.order))) continue
      best = { narrative, centre, cosine, sharedTerms: sharedWithCentre(centre) }
    }
    clearQuery()
    return best
  }

  return {
    add,
    remove,
    warm,
    join,
    list: () => kept.entries(),
    has: (narrative) => kept.has(narrative),
    count: () => kept.size,
    find,
  }
}
