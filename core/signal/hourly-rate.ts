import type { NarrativeHour } from './signal.ts'

export const HOUR_MS = 3_600_000

/** An average per hour that forgets by half-lives, and over how many hours' worth of observation it speaks. */
export type HourlyRate = { perHour: number; effectiveHours: number }

/**
 * The forgetting average of a count over [fromMs, toMs), hours without a row counting as zero and the running hour by the
 * part of it that has passed. Rows outside the span, or in the future, are ignored.
 */
export function hourlyRate(
  hours: readonly NarrativeHour[],
  fromMs: number,
  toMs: number,
  halfLifeHours: number,
  countOf: (hour: NarrativeHour) => number,
): HourlyRate {
  const counts = new Map<number, number>()
  for (const hour of hours) {
    counts.set(hour.hourStartMs, (counts.get(hour.hourStartMs) ?? 0) + countOf(hour))
  }
  let weighted = 0
  let exposure = 0
  let squares = 0
  for (let startMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS; startMs < toMs; startMs += HOUR_MS) {
    const beginMs = Math.max(startMs, fromMs)
    const endMs = Math.min(startMs + HOUR_MS, toMs)
    const passed = (endMs - beginMs) / HOUR_MS
    const weight = 2 ** (-((toMs - (beginMs + endMs) / 2) / HOUR_MS) / halfLifeHours)
    weighted += weight * (counts.get(startMs) ?? 0)
    exposure += weight * passed
    squares += weight * weight * passed
  }
  if (exposure === 0) return { perHour: 0, effectiveHours: 0 }
  return { perHour: weighted / exposure, effectiveHours: (exposure * exposure) / squares }
}

/** Standard deviations of a rate above usual if counts were Poisson, the expected count being at least `floor`. */
export function poissonZ(rate: HourlyRate, usualPerHour: number, floor: number): number {
  const expected = usualPerHour * rate.effectiveHours
  return ((rate.perHour - usualPerHour) * rate.effectiveHours) / Math.sqrt(Math.max(expected, floor))
}
