import type { EngineOptions } from './engine-options.ts'

const HOUR_MS = 3_600_000
const MIN_LENGTH = 3
const SHORT_LENGTH = 30
const LONG_LENGTH = 150
const USUAL_LENGTH = 8

/**
 * What an item must score to join a narrative. Up to thirty terms it falls with length, because short texts share words by
 * chance; beyond that it rises, because articles share a subject's words without telling the same story. Narratives that
 * have grown large ask for more.
 */
export function joinThreshold(options: EngineOptions, distinctTerms: number, narrativeItems: number): number {
  const short = Math.min(SHORT_LENGTH, Math.max(MIN_LENGTH, distinctTerms))
  const long = Math.min(LONG_LENGTH, Math.max(SHORT_LENGTH, distinctTerms))
  const base =
    options.thresholdBase *
    (USUAL_LENGTH / short) ** options.thresholdPower *
    (long / SHORT_LENGTH) ** options.longPower
  const guard = 1 + options.sizeGuard * Math.log10(Math.max(1, narrativeItems / 10))
  return Math.min(0.9, Math.max(options.minThreshold, base) * guard)
}

/** Up to this many items a narrative has no centre to drift from. */
const DRIFT_FROM_ITEMS = 100
const DRIFT_POWER = 6

/**
 * The threshold for an item far from the centre of a large narrative. A large narrative grows around its centre; where each
 * item resembles only the last few, it is a chain that would in the end tie everything together. The needed centroid cosine
 * rises with each tenfold of items, and what lacks it faces a threshold that soon cannot be passed.
 */
export function driftThreshold(
  options: EngineOptions,
  threshold: number,
  narrative: { items: number; centroid: number },
): number {
  if (narrative.items <= DRIFT_FROM_ITEMS) return threshold
  const needed = options.driftShare * Math.log10(narrative.items / DRIFT_FROM_ITEMS) * threshold
  return Math.min(1, threshold * Math.max(1, needed / Math.max(narrative.centroid, 0.001)) ** DRIFT_POWER)
}

/** Hours between an item and a narrative's span; 0 inside it. */
export function gapHours(eventAtMs: number, firstAtMs: number, lastAtMs: number): number {
  return Math.max(0, eventAtMs - lastAtMs, firstAtMs - eventAtMs) / HOUR_MS
}

/** How much of a likeness is left after a silence: a fast channel, and a slow one that lets a narrative return. */
export function timeDecay(options: EngineOptions, hours: number): number {
  const gapMs = hours * HOUR_MS
  const fast = 2 ** (-gapMs / options.fastHalfLifeMs)
  const slow = 2 ** (-gapMs / options.slowHalfLifeMs)
  return (1 - options.slowShare) * fast + options.slowShare * slow
}

/**
 * The centroid cosine two narratives need before they merge by themselves: more for long texts, whose centres are closer
 * anyway, and more the larger the smaller narrative is.
 */
export function requiredMergeCosine(options: EngineOptions, distinctTerms: number, smallerItems: number): number {
  const short = Math.min(SHORT_LENGTH, Math.max(MIN_LENGTH, distinctTerms))
  const long = Math.min(LONG_LENGTH, Math.max(SHORT_LENGTH, distinctTerms)) / SHORT_LENGTH
  const base = options.mergeCosine * (USUAL_LENGTH / short) ** options.mergeShortPower * long ** options.mergeLongPower
  return Math.min(0.9, base + options.mergeSizeGuard * Math.log2(Math.max(1, smallerItems)))
}

/** The share of the threshold a runner-up must pass before its narrative merges: more for articles. */
export function requiredMergeShare(options: EngineOptions, distinctTerms: number): number {
  return options.mergeShare + (options.longMergeShare - options.mergeShare) * longShare(distinctTerms)
}

/** 0 for a short text, 1 for an article, in between by its number of distinct terms. */
export function longShare(distinctTerms: number): number {
  return Math.min(1, Math.max(0, (distinctTerms - SHORT_LENGTH) / (LONG_LENGTH - SHORT_LENGTH)))
}
