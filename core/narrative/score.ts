import type { EngineOptions } from './engine-options.ts'

const HOUR_MS = 3_600_000
const MIN_LENGTH = 3
const MAX_LENGTH = 30
const USUAL_LENGTH = 8

/** What an item must score to join a narrative: less for longer items, more for narratives that have grown large. */
export function joinThreshold(options: EngineOptions, distinctTerms: number, narrativeItems: number): number {
  const length = Math.min(MAX_LENGTH, Math.max(MIN_LENGTH, distinctTerms))
  const base = options.thresholdBase * (USUAL_LENGTH / length) ** options.thresholdPower
  const guard = 1 + options.sizeGuard * Math.log10(Math.max(1, narrativeItems / 10))
  return Math.min(0.9, Math.max(options.minThreshold, base) * guard)
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

/** The centroid cosine two narratives need before they merge by themselves: more the larger the smaller of them is. */
export function requiredMergeCosine(options: EngineOptions, smallerItems: number): number {
  return Math.min(0.9, options.mergeCosine + options.mergeSizeGuard * Math.log2(Math.max(1, smallerItems)))
}
