import type { Severity } from '../resist/assessment.ts'
import { HOUR_MS } from './hourly-rate.ts'
import type { NarrativeHistory } from './narrative-history.ts'
import { APPEARANCE_DIMENSIONS } from './signal.ts'
import type { FirstAppearanceSignal } from './signal.ts'

export type AppearanceLimits = { minPublishers: number; minItems: number; severity: Severity | null }

/**
 * Finds the languages, communities and source kinds a narrative was first seen in within an hour. Where nothing went before
 * that hour, nothing is new. By the end of the hour the narrative must have had `minPublishers` independent publishers, two at
 * least.
 */
export function detectFirstAppearance(
  history: NarrativeHistory,
  hourMs: number,
  limits: AppearanceLimits,
): FirstAppearanceSignal[] {
  const publishers = history.publisherFirstAtMs.filter((atMs) => atMs < hourMs + HOUR_MS).length
  if (publishers < Math.max(2, limits.minPublishers)) return []
  return APPEARANCE_DIMENSIONS.flatMap((dimension) => {
    const facts = history.appearances.filter((fact) => fact.dimension === dimension && fact.value !== 'und')
    const before = facts.filter((fact) => fact.hourMs < hourMs).map(({ value }) => value)
    if (before.length === 0) return []
    return facts
      .filter((fact) => fact.hourMs === hourMs)
      .sort((a, b) => (a.value < b.value ? -1 : 1))
      .map(({ value, publisherIds }): FirstAppearanceSignal => ({
        kind: 'first_appearance',
        severity: limits.severity ?? 'S4',
        hourMs,
        dimension,
        value,
        before: before.toSorted(),
        publisherIds: [...new Set(publisherIds)].sort(),
      }))
  })
}
