import type { BenchAlert, DetectionRun, PlacedItem } from './run-detection.ts'

/** Events smaller than this are not expected to be alerted. */
export const EVENT_ITEMS = 20
/** The share of the events that has to be alerted. */
export const EXPECTED_SHARE = 0.75

export type DetectionScores = {
  /** Events of `EVENT_ITEMS` items or more, and how many of them an alert was about. */
  events: number
  alerted: number
  /** Share of the largest event among an alerted narrative's items, when it was alerted and at the end; means over alerts and narratives. */
  purityAtAlert: number
  purityAtEnd: number
  /** Medians over the alerted events, of the first alert: which item of the event it came with, and minutes after its first item. */
  itemNumber: number
  delayMinutes: number
  /** The same of the first alerted, as many as `EXPECTED_SHARE` of all events: more alerted events draw the median up. */
  expectedDelayMinutes: number
  alerts: number
  narrativesAlerted: number
  days: number
  /** Alerts about no event, or about one too small to be expected. */
  aboutNoEvent: number
  aboutSmallEvents: number
}

/**
 * Scores alerts against the events' labels. An alert is about the event that has most of its narrative's items at that
 * moment, should that be half of them or more. The item number counts all items of the event that had arrived by then,
 * wherever the engine put them.
 */
export function scoreDetection(placed: readonly PlacedItem[], run: DetectionRun): DetectionScores {
  const sizes = countEvents(placed)
  const firstAlerts = new Map<string, BenchAlert>()
  let aboutNoEvent = 0
  let aboutSmallEvents = 0
  for (const alert of run.alerts) {
    const event = eventOf(alert.itemsHeld)
    if (event === undefined) aboutNoEvent += 1
    else if ((sizes.get(event) ?? 0) < EVENT_ITEMS) aboutSmallEvents += 1
    if (event !== undefined && !firstAlerts.has(event)) firstAlerts.set(event, alert)
  }
  const expected = [...sizes].filter(([, items]) => items >= EVENT_ITEMS).map(([event]) => event)
  const found = expected.flatMap((event) => {
    const alert = firstAlerts.get(event)
    return alert ? [placeInEvent(placed, event, alert)] : []
  })
  const delays = found.map(({ delayMinutes }) => delayMinutes).toSorted((a, b) => a - b)
  return {
    events: expected.length,
    alerted: found.length,
    purityAtAlert: mean(run.alerts.map(({ itemsHeld }) => purityOf(itemsHeld))),
    ...purityAtEnd(placed, run),
    itemNumber: median(found.map(({ itemNumber }) => itemNumber)),
    delayMinutes: median(delays),
    expectedDelayMinutes: median(delays.slice(0, Math.ceil(expected.length * EXPECTED_SHARE))),
    alerts: run.alerts.length,
    days: spanDays(placed),
    aboutNoEvent,
    aboutSmallEvents,
  }
}

function countEvents(placed: readonly PlacedItem[]): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const { event } of placed) if (event !== undefined) sizes.set(event, (sizes.get(event) ?? 0) + 1)
  return sizes
}

function eventOf(itemsHeld: ReadonlyMap<string | undefined, number>): string | undefined {
  const [largest] = [...itemsHeld].sort(([, a], [, b]) => b - a)
  return largest && purityOf(itemsHeld) >= 0.5 ? largest[0] : undefined
}

/** Noise items are each an event of their own: two of them are not the same thing. */
function purityOf(itemsHeld: ReadonlyMap<string | undefined, number>): number {
  const total = [...itemsHeld.values()].reduce((sum, items) => sum + items, 0)
  const largest = Math.max(
    0,
    ...[...itemsHeld].map(([event, items]) => (event === undefined ? Math.min(1, items) : items)),
  )
  return total === 0 ? 0 : largest / total
}

function placeInEvent(placed: readonly PlacedItem[], event: string, alert: BenchAlert) {
  const arrived = placed.slice(0, alert.index + 1).filter((item) => item.event === event)
  return { itemNumber: arrived.length, delayMinutes: (alert.atMs - (arrived[0]?.atMs ?? alert.atMs)) / 60_000 }
}

function purityAtEnd(
  placed: readonly PlacedItem[],
  run: DetectionRun,
): Pick<DetectionScores, 'purityAtEnd' | 'narrativesAlerted'> {
  const alerted = new Set(run.alerts.map(({ index }) => run.finalNarrativeOf[index]))
  const held = new Map<string, Map<string | undefined, number>>()
  for (const [index, { event }] of placed.entries()) {
    const narrative = run.finalNarrativeOf[index] ?? ''
    if (!alerted.has(narrative)) continue
    const events = held.get(narrative) ?? new Map<string | undefined, number>()
    events.set(event, (events.get(event) ?? 0) + 1)
    held.set(narrative, events)
  }
  return { purityAtEnd: mean([...held.values()].map(purityOf)), narrativesAlerted: held.size }
}

function spanDays(placed: readonly PlacedItem[]): number {
  const times = placed.map(({ atMs }) => atMs)
  const first = times.reduce((least, atMs) => Math.min(least, atMs), Infinity)
  const last = times.reduce((most, atMs) => Math.max(most, atMs), -Infinity)
  return placed.length === 0 ? 0 : Math.max(1 / 24, (last - first) / 86_400_000)
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return Number.NaN
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
