import type { DetectionRule } from '@hub/core/signal/detection-rule.ts'
import type { GrowthConfig } from '@hub/core/signal/growth-config.ts'
import { HOUR_MS } from '@hub/core/signal/hourly-rate.ts'
import { asRaised, runRule } from '@hub/core/signal/run-rule.ts'
import type { RaisedSignal } from '@hub/core/signal/should-raise.ts'
import type { NarrativeHour } from '@hub/core/signal/signal.ts'

/** An item with what the engine decided about it, in the order of arrival. `event` is undefined for noise. */
export type PlacedItem = {
  id: string
  event: string | undefined
  language: string
  atMs: number
  publisherId: string
  isCopy: boolean
  narrativeId: string
  /** Narratives that this item made one. */
  merges: { from: string; into: string }[]
}

/** One alert: when it was raised, about which narrative, and how many items of each event that held then. */
export type BenchAlert = {
  atMs: number
  /** Place of the item that raised it in the stream. */
  index: number
  narrativeId: string
  itemsHeld: ReadonlyMap<string | undefined, number>
}

export type DetectionRun = { alerts: BenchAlert[]; finalNarrativeOf: string[] }

type Held = {
  hours: NarrativeHour[]
  firstItemAtMs: number
  raised: RaisedSignal[]
  events: Map<string | undefined, number>
}

/**
 * Runs a growth rule item by item in event time, as live detection does after each batch: only the hour of the newest
 * item is judged, earlier alerts of merged narratives count as the survivor's.
 */
export function runDetection(placed: readonly PlacedItem[], rule: DetectionRule, config: GrowthConfig): DetectionRun {
  const narratives = new Map<string, Held>()
  const mergedInto = new Map<string, string>()
  const alerts: BenchAlert[] = []
  for (const [index, item] of placed.entries()) {
    const { atMs, narrativeId } = item
    for (const { from, into } of item.merges) {
      mergedInto.set(from, into)
      unite(narratives, from, into)
    }
    const held: Held = narratives.get(narrativeId) ?? { hours: [], firstItemAtMs: atMs, raised: [], events: new Map() }
    narratives.set(narrativeId, held)
    count(held, item)
    const hourMs = Math.floor(atMs / HOUR_MS) * HOUR_MS
    const history = { firstItemAtMs: held.firstItemAtMs, hours: held.hours, appearances: [], publisherFirstAtMs: [] }
    for (const { signal, because } of runRule(rule, history, { fromMs: hourMs, toMs: hourMs }, held.raised, config)) {
      held.raised.push({ ...asRaised(signal), isReturn: because === 'back_from_silence' })
      alerts.push({ atMs, index, narrativeId, itemsHeld: new Map(held.events) })
    }
  }
  const finalOf = (id: string): string => {
    const into = mergedInto.get(id)
    return into === undefined ? id : finalOf(into)
  }
  return { alerts, finalNarrativeOf: placed.map(({ narrativeId }) => finalOf(narrativeId)) }
}

function count(held: Held, { atMs, event, isCopy, publisherId }: PlacedItem): void {
  const hourStartMs = Math.floor(atMs / HOUR_MS) * HOUR_MS
  held.firstItemAtMs = Math.min(held.firstItemAtMs, atMs)
  held.events.set(event, (held.events.get(event) ?? 0) + 1)
  const publisherIds = isCopy ? [] : [publisherId]
  addHour(held.hours, { hourStartMs, itemCount: 1, copyCount: isCopy ? 1 : 0, publisherIds })
}

function addHour(hours: NarrativeHour[], more: NarrativeHour): void {
  const index = hours.findIndex(({ hourStartMs }) => hourStartMs === more.hourStartMs)
  const known = hours[index]
  if (!known) {
    hours.push(more)
    return
  }
  hours[index] = {
    hourStartMs: known.hourStartMs,
    itemCount: known.itemCount + more.itemCount,
    copyCount: known.copyCount + more.copyCount,
    publisherIds: [...new Set([...known.publisherIds, ...more.publisherIds])],
  }
}

function unite(narratives: Map<string, Held>, from: string, into: string): void {
  const left = narratives.get(from)
  const kept = narratives.get(into)
  if (!left) return
  narratives.delete(from)
  if (!kept) {
    narratives.set(into, left)
    return
  }
  for (const hour of left.hours) addHour(kept.hours, hour)
  for (const [event, items] of left.events) kept.events.set(event, (kept.events.get(event) ?? 0) + items)
  kept.firstItemAtMs = Math.min(kept.firstItemAtMs, left.firstItemAtMs)
  kept.raised.push(...left.raised)
}
