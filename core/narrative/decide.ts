import { centroidCosine, centroidOf, emptyCentroid } from './centroid.ts'
import type { Centroid } from './centroid.ts'
import type { EngineOptions } from './engine-options.ts'
import type { MergeEvent } from './engine-types.ts'
import type { HotItems } from './hot-items.ts'
import { mayMerge, survivorOf } from './narrative-records.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import { driftThreshold, joinThreshold, requiredMergeCosine, requiredMergeShare } from './score.ts'
import type { Candidate } from './search-narratives.ts'

/** Whether the best candidate is good enough to join. */
export type JoinVerdict = { joined: Candidate | null; score: number; threshold: number }

/** Decides join or new from scored candidates, best first. */
export function decideJoin(
  options: EngineOptions,
  candidates: readonly Candidate[],
  distinctTerms: number,
): JoinVerdict {
  const best = candidates[0]
  const threshold = best ? thresholdFor(options, best, distinctTerms) : joinThreshold(options, distinctTerms, 0)
  const score = best?.score ?? 0
  return { joined: best && score >= threshold ? best : null, score, threshold }
}

/**
 * Decides which narratives the item shows to be one with the narrative it joins: those that nearly pass too and whose
 * centres are close. Rulings that keep narratives apart are obeyed. At most `maxMerges`, in the order to be applied.
 */
export function decideMerges(
  options: EngineOptions,
  items: HotItems,
  itemId: string,
  verdict: JoinVerdict,
  candidates: readonly Candidate[],
  distinctTerms: number,
): MergeEvent[] {
  const events: MergeEvent[] = []
  if (!verdict.joined) return events
  const joinedCentre = centreOf(items, verdict.joined.narrative)
  let current = verdict.joined.narrative
  const together = [current]
  const share = requiredMergeShare(options, distinctTerms)
  for (const other of candidates) {
    if (events.length >= options.maxMerges) break
    if (!together.every((narrative) => mayMerge(narrative, other.narrative))) continue
    const threshold = thresholdFor(options, other, distinctTerms)
    if (other.score < share * threshold) continue
    const cosine = centroidCosine(joinedCentre, centreOf(items, other.narrative))
    const required = requiredMergeCosine(options, distinctTerms, Math.min(current.items, other.narrative.items))
    if (cosine < required) continue
    const { from, into } = survivorOf(current, other.narrative)
    events.push({
      kind: 'merged',
      from: from.id,
      into: into.id,
      reason: {
        itemId,
        score: verdict.score,
        runnerUpScore: other.score,
        threshold,
        centroidCosine: cosine,
        requiredCosine: required,
        fromItems: from.items,
        intoItems: into.items,
      },
    })
    current = into
    together.push(other.narrative)
  }
  return events
}

function thresholdFor(options: EngineOptions, { narrative, parts }: Candidate, distinctTerms: number): number {
  const { items } = narrative
  return driftThreshold(options, joinThreshold(options, distinctTerms, items), { items, centroid: parts.centroid })
}

/** A narrative's centre, also when it consists of one item. */
export function centreOf(items: HotItems, narrative: NarrativeRecord): Centroid {
  if (narrative.centroid) return narrative.centroid
  return narrative.soleSequence >= 0 ? centroidOf(items.vectorOf(narrative.soleSequence)) : emptyCentroid()
}
