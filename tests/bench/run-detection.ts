import type { EngineEvent, SplitEvent } from '@hub/core/narrative/engine-types.ts'
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
  /** What this item did to narratives beside joining one. */
  changes: EngineEvent[]
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
  members: PlacedItem[]
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
    const { atMs } = item
    for (const event of item.changes) {
      if (event.kind !== 'merged') continue
      mergedInto.set(event.from, event.into)
      unite(narratives, event.from, event.into)
    }
    const split = item.changes.find((event) => event.kind === 'split')
    const takenBy = split?.itemIds.includes(item.id) ? split.from : item.narrativeId
    count(heldBy(narratives, takenBy), item)
    if (split) divide(narratives, split)
    const { narrativeId } = item
    const held = heldBy(narratives, narrativeId)
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
  const leftFor = new Map(placed.flatMap(({ changes }) => changes.flatMap(leaversOf)))
  return { alerts, finalNarrativeOf: placed.map(({ id, narrativeId }) => finalOf(leftFor.get(id) ?? narrativeId)) }
}

function leaversOf(event: EngineEvent): [itemId: string, narrativeId: string][] {
  return event.kind === 'split' ? event.itemIds.map((id) => [id, event.into]) : []
}

function heldBy(narratives: Map<string, Held>, narrativeId: string): Held {
  const known = narratives.get(narrativeId)
  if (known) return known
  const held: Held = { hours: [], firstItemAtMs: Infinity, raised: [], members: [], events: new Map() }
  narratives.set(narrativeId, held)
  return held
}

/** Counts what stays and what leaves anew; alerts raised before stay with the narrative that was split. */
function divide(narratives: Map<string, Held>, { from, into, itemIds }: SplitEvent): void {
  const leaving = new Set(itemIds)
  const { members, raised } = heldBy(narratives, from)
  narratives.delete(from)
  heldBy(narratives, from).raised.push(...raised)
  for (const member of members) count(heldBy(narratives, leaving.has(member.id) ? into : from), member)
}

function count(held: Held, item: PlacedItem): void {
  const { atMs, event, isCopy, publisherId } = item
  held.members.push(item)
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
  kept.members.push(...left.members)
}
