import type { Severity } from '../resist/assessment.ts'
import { KEYWORD_WINDOW_HOURS } from './detection-rule.ts'
import { originalsOf, publishersIn } from './detect-growth.ts'
import { HOUR_MS } from './hourly-rate.ts'
import { suggestSeverity } from './severity.ts'
import type { KeywordSignal, NarrativeHour } from './signal.ts'

/**
 * Whether items with a rule's terms have become enough within its window: `hours` counts those items alone, copies apart.
 * Null when they have not.
 */
export function detectKeyword(
  hours: readonly NarrativeHour[],
  hourMs: number,
  limits: { minItems: number; minPublishers: number; severity: Severity | null },
): KeywordSignal | null {
  const windowStartMs = hourMs - (KEYWORD_WINDOW_HOURS - 1) * HOUR_MS
  const inWindow = hours.filter(({ hourStartMs }) => hourStartMs >= windowStartMs && hourStartMs <= hourMs)
  const items = inWindow.reduce((sum, hour) => sum + originalsOf(hour), 0)
  const publisherIds = publishersIn(inWindow, windowStartMs, hourMs)
  const least = { items: Math.max(1, limits.minItems), publishers: Math.max(1, limits.minPublishers) }
  if (items < least.items || publisherIds.length < least.publishers) return null
  return {
    kind: 'keyword',
    severity: limits.severity ?? suggestSeverity({ publishers: publisherIds.length, zPublishers: 0 }),
    hourMs,
    windowStartMs,
    items,
    limits: least,
    publisherIds,
  }
}
