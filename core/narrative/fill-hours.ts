import type { NarrativeHourView } from './narrative-view.ts'

const HOUR_MS = 3_600_000

/** How far back a sparkline reaches. */
export const SPARKLINE_HOURS = 48

/** One stored hour. Publishers come as ids: distinct counts of several narratives or hours do not add up. */
export type StoredHour = { hour: Date; itemCount: number; publisherIds: readonly string[] }

/**
 * The last hours up to and including the one of `now`, oldest first, with zeros where nothing was stored. Rows of the
 * same hour (of several narratives) are joined: items are added, publishers united.
 */
export function fillHours(
  stored: readonly StoredHour[],
  now: Date,
  hours: number = SPARKLINE_HOURS,
): NarrativeHourView[] {
  const joined = new Map(joinHours(stored).map((hour) => [hour.hour, hour]))
  const currentMs = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS
  return Array.from({ length: hours }, (_, index) => {
    const hour = new Date(currentMs - (hours - 1 - index) * HOUR_MS).toISOString()
    return joined.get(hour) ?? { hour, items: 0, publishers: 0 }
  })
}

/** The stored hours as they are, oldest first, rows of the same hour joined, hours without items left out. */
export function joinHours(stored: readonly StoredHour[]): NarrativeHourView[] {
  const byHour = new Map<number, { items: number; publishers: Set<string> }>()
  for (const { hour, itemCount, publisherIds } of stored) {
    const entry = byHour.get(hour.getTime()) ?? { items: 0, publishers: new Set<string>() }
    entry.items += itemCount
    for (const id of publisherIds) entry.publishers.add(id)
    byHour.set(hour.getTime(), entry)
  }
  return [...byHour.entries()]
    .toSorted(([left], [right]) => left - right)
    .map(([hourMs, { items, publishers }]) => ({
      hour: new Date(hourMs).toISOString(),
      items,
      publishers: publishers.size,
    }))
}
