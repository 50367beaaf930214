import type { Severity } from '../resist/assessment.ts'
import { HOUR_MS } from './hourly-rate.ts'
import type { HistoryDimension, NarrativeHistory } from './narrative-history.ts'
import type { BreakoutSignal, CountedBreakout } from './signal.ts'
import { suggestBreakout } from './suggest-breakout.ts'

const SUGGESTED_SEVERITY: Readonly<Record<CountedBreakout, Severity>> = { 1: 'S4', 2: 'S4', 3: 'S3' }

/**
 * The category of the Breakout Scale a narrative has reached by the end of an hour, once it is above 1 and carried by
 * `minPublishers` independent publishers, two at least; null otherwise.
 */
export function detectBreakout(
  history: NarrativeHistory,
  hourMs: number,
  limits: { minPublishers: number; severity: Severity | null },
): BreakoutSignal | null {
  const publishers = history.publisherFirstAtMs.filter((atMs) => atMs < hourMs + HOUR_MS).length
  if (publishers < Math.max(2, limits.minPublishers)) return null
  const seenIn = (dimension: HistoryDimension) =>
    history.appearances.filter((fact) => fact.dimension === dimension && fact.hourMs <= hourMs)
  const platforms = new Set(seenIn('platform').map(({ value }) => value))
  const communities = new Set(seenIn('community').map(({ value }) => value))
  const category = suggestBreakout(platforms, communities)
  if (category === 1) return null
  const publisherIds = [...seenIn('platform'), ...seenIn('community')].flatMap((fact) => fact.publisherIds)
  return {
    kind: 'breakout',
    severity: limits.severity ?? SUGGESTED_SEVERITY[category],
    hourMs,
    category,
    platforms: [...platforms].sort(),
    communities: [...communities].sort(),
    publisherIds: [...new Set(publisherIds)].sort(),
  }
}
