import { DEFAULT_GROWTH_CONFIG } from './growth-config.ts'
import type { GrowthConfig } from './growth-config.ts'
import { HOUR_MS, hourlyRate, poissonZ } from './hourly-rate.ts'
import { suggestSeverity } from './severity.ts'
import type { NarrativeHour, SignalReason, SpreadNumbers, SpreadSignal } from './signal.ts'

/** A narrative's recent past, one row an hour at most, and the hour that is judged. Rows after that hour are not read. */
export type GrowthInput = { hours: readonly NarrativeHour[]; firstItemAtMs: number; hourMs: number }

/**
 * Decides whether a narrative spreads in an hour: `growth` when independent publishers come well above its own usual rate,
 * `emergence` when a narrative too young for a usual rate has reached enough of them within a short window. Counts
 * publishers, not copies; one publisher, however busy, raises nothing. The running hour is counted as a whole one, so more
 * items in it can only turn a no into a yes: judged once at its end or many times within it, the answer is the same. Null when there
 * is nothing to say.
 */
export function detectGrowth(input: GrowthInput, config: GrowthConfig = DEFAULT_GROWTH_CONFIG): SpreadSignal | null {
  const { hourMs } = input
  const hours = input.hours.filter(({ hourStartMs }) => hourStartMs <= hourMs)
  const ageHours = (hourMs - config.emergenceHours * HOUR_MS - input.firstItemAtMs) / HOUR_MS
  const hasBaseline = ageHours >= config.minBaselineHours
  const windowHours = hasBaseline ? Math.max(1, Math.round(config.recentHalfLifeHours * 2)) : config.emergenceHours
  const windowStartMs = hourMs - windowHours * HOUR_MS
  const baselineStartMs = Math.max(input.firstItemAtMs, windowStartMs - config.baselineHours * HOUR_MS)
  const present = publishersIn(hours, windowStartMs, hourMs)
  if (present.length < Math.max(2, config.minPublishers)) return null
  const numbers = measure(hours, { baselineStartMs, windowStartMs, hourMs, hasBaseline, present }, config)
  const limits: SignalReason[] = [
    { measure: 'publishers', value: numbers.publishers, limit: Math.max(2, config.minPublishers) },
    ...(config.minItems > config.minPublishers
      ? ([{ measure: 'items', value: numbers.items, limit: config.minItems }] as const)
      : []),
    ...(hasBaseline
      ? ([
          { measure: 'zPublishers', value: numbers.zPublishers, limit: config.minZ },
          { measure: 'ratio', value: numbers.ratio, limit: config.minRatio },
        ] as const)
      : []),
  ]
  if (limits.some(({ value, limit }) => !(value >= limit))) return null
  return {
    kind: hasBaseline ? 'growth' : 'emergence',
    severity: suggestSeverity(numbers),
    hourMs,
    windowStartMs,
    publisherIds: present,
    numbers,
    reasons: limits,
  }
}

type Spans = {
  baselineStartMs: number
  windowStartMs: number
  hourMs: number
  hasBaseline: boolean
  present: readonly string[]
}

function measure(hours: readonly NarrativeHour[], spans: Spans, config: GrowthConfig): SpreadNumbers {
  const { baselineStartMs, windowStartMs, hourMs, hasBaseline, present } = spans
  const endMs = hourMs + HOUR_MS
  const publishersOf = (hour: NarrativeHour) => new Set(hour.publisherIds).size
  const recent = (count: (hour: NarrativeHour) => number) =>
    hourlyRate(hours, windowStartMs, endMs, config.recentHalfLifeHours, count)
  const usual = (count: (hour: NarrativeHour) => number) =>
    hasBaseline ? hourlyRate(hours, baselineStartMs, windowStartMs, config.baselineHalfLifeHours, count).perHour : 0
  const publishers = recent(publishersOf)
  const items = recent(originalsOf)
  const usualPublishers = usual(publishersOf)
  const usualItems = usual(originalsOf)
  const inWindow = hours.filter(({ hourStartMs }) => hourStartMs >= windowStartMs)
  const known = new Set(publishersIn(hours, baselineStartMs - HOUR_MS, windowStartMs - 1))
  return {
    publishersPerHour: publishers.perHour,
    usualPublishersPerHour: usualPublishers,
    zPublishers: poissonZ(publishers, usualPublishers, config.expectedFloor),
    itemsPerHour: items.perHour,
    usualItemsPerHour: usualItems,
    zItems: poissonZ(items, usualItems, config.expectedFloor),
    ratio: publishers.perHour / Math.max(usualPublishers, 1 / 24),
    publishers: present.length,
    newPublishers: present.filter((id) => !known.has(id)).length,
    items: inWindow.reduce((sum, hour) => sum + originalsOf(hour), 0),
    copies: inWindow.reduce((sum, hour) => sum + hour.copyCount, 0),
    windowHours: (endMs - windowStartMs) / HOUR_MS,
    baselineHours: hasBaseline ? Math.max(0, (windowStartMs - baselineStartMs) / HOUR_MS) : 0,
  }
}

/** Items of an hour that are not copies. */
export function originalsOf(hour: NarrativeHour): number {
  return Math.max(0, hour.itemCount - hour.copyCount)
}

/** The independent publishers of the hours that begin within [fromMs, toMs], sorted. */
export function publishersIn(hours: readonly NarrativeHour[], fromMs: number, toMs: number): string[] {
  const inside = hours.filter(({ hourStartMs }) => hourStartMs >= fromMs && hourStartMs <= toMs)
  return [...new Set(inside.flatMap(({ publisherIds }) => publisherIds))].sort()
}
