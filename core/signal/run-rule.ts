import { detectBreakout } from './detect-breakout.ts'
import { detectFirstAppearance } from './detect-first-appearance.ts'
import { detectGrowth } from './detect-growth.ts'
import { detectKeyword } from './detect-keyword.ts'
import type { DetectionRule } from './detection-rule.ts'
import { DEFAULT_GROWTH_CONFIG, GROWTH_LOOKBACK_HOURS } from './growth-config.ts'
import type { GrowthConfig } from './growth-config.ts'
import { HOUR_MS } from './hourly-rate.ts'
import type { NarrativeHistory } from './narrative-history.ts'
import { type NextSignal, type RaisedSignal, type Rise, SILENCE_HOURS, shouldRaise } from './should-raise.ts'
import { matterOf } from './signal.ts'
import type { NarrativeHour, Signal } from './signal.ts'

/** The parts of a rule that decide; a draft has no id yet. */
export type RuleToRun = Pick<DetectionRule, 'kind' | 'languages' | 'minItems' | 'minPublishers' | 'minZ' | 'severity'>
export type Firing = { signal: Signal; because: Rise }
/** The hours that are judged, both ends included; each is the beginning of an hour. */
export type HourSpan = { fromMs: number; toMs: number }

/**
 * Runs a rule over a narrative's hours, oldest first, and returns what it raises after `raised`, the rule's earlier signals
 * about it. Live detection runs it over the hours that a batch changed, a rehearsal over thirty days: each hour's verdict
 * rests on that hour and those before it and can only turn from no to yes within the hour, so both find the same
 * narratives in the same hours. `config` holds the settings a rule does not set.
 */
export function runRule(
  rule: RuleToRun,
  history: NarrativeHistory,
  span: HourSpan,
  raised: readonly RaisedSignal[],
  config: GrowthConfig = DEFAULT_GROWTH_CONFIG,
): Firing[] {
  const sorted = history.hours.toSorted((a, b) => a.hourStartMs - b.hourStartMs)
  const before: RaisedSignal[] = [...raised]
  const firings: Firing[] = []
  for (const [index, { hourStartMs }] of sorted.entries()) {
    if (hourStartMs < span.fromMs || hourStartMs > span.toMs) continue
    const recent = lookBack(sorted, index)
    if (!speaks(rule, history, hourStartMs)) continue
    for (const signal of judgeHour(rule, { ...history, hours: recent }, hourStartMs, config)) {
      const next = asRaised(signal, recent)
      const verdict = shouldRaise(before, next, rule.minPublishers)
      if (!verdict.raise) continue
      before.push({ ...next, isReturn: verdict.because === 'back_from_silence' })
      firings.push({ signal, because: verdict.because })
    }
  }
  return firings
}

/** What a later signal is compared with. */
export function asRaised(signal: Signal, hours: readonly NarrativeHour[] = []): NextSignal {
  const { kind, severity, hourMs, publisherIds } = signal
  return {
    kind,
    severity,
    hourMs,
    publishers: publisherIds.length,
    matter: matterOf(signal),
    category: signal.kind === 'breakout' ? signal.category : null,
    quietHours: 'windowStartMs' in signal ? quietHoursBefore(hours, signal.windowStartMs) : 0,
  }
}

function judgeHour(rule: RuleToRun, history: NarrativeHistory, hourMs: number, config: GrowthConfig): Signal[] {
  const { minPublishers, minItems, minZ, severity } = rule
  switch (rule.kind) {
    case 'growth': {
      const { hours, firstItemAtMs } = history
      const signal = detectGrowth({ hours, firstItemAtMs, hourMs }, { ...config, minPublishers, minItems, minZ })
      return signal ? [{ ...signal, severity: severity ?? signal.severity }] : []
    }
    case 'first_appearance':
      return detectFirstAppearance(history, hourMs, rule)
    case 'keyword': {
      const signal = detectKeyword(history.hours, hourMs, rule)
      return signal ? [signal] : []
    }
    case 'breakout': {
      const signal = detectBreakout(history, hourMs, rule)
      return signal ? [signal] : []
    }
  }
}

/** Whether the narrative had been told in one of the rule's languages by the end of the hour. */
function speaks(rule: RuleToRun, { appearances }: NarrativeHistory, hourMs: number): boolean {
  if (rule.languages.length === 0 || rule.kind === 'keyword') return true
  return appearances.some(
    (fact) => fact.dimension === 'language' && fact.hourMs <= hourMs && rule.languages.includes(fact.value),
  )
}

/** The hours of a sorted history that can weigh on the one at `index`, that one included. */
function lookBack(sorted: readonly NarrativeHour[], index: number): NarrativeHour[] {
  const hourMs = sorted[index]?.hourStartMs ?? 0
  let start = index
  while (start > 0 && (sorted[start - 1]?.hourStartMs ?? 0) >= hourMs - GROWTH_LOOKBACK_HOURS * HOUR_MS) start -= 1
  return sorted.slice(start, index + 1)
}

/** Whole hours without an independent publisher directly before `fromMs`, as far as a silence is asked for. */
function quietHoursBefore(hours: readonly NarrativeHour[], fromMs: number): number {
  const lastMs = hours.reduce(
    (latest, { hourStartMs, publisherIds }) =>
      hourStartMs < fromMs && publisherIds.length > 0 ? Math.max(latest, hourStartMs) : latest,
    -Infinity,
  )
  return Math.min(SILENCE_HOURS, (fromMs - lastMs) / HOUR_MS - 1)
}
