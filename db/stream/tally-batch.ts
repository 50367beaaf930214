import type { PlacedItem } from './insert-assignments.ts'

const HOUR_MS = 3_600_000

/** What a batch adds to one hour, publisher or narrative. Copies count as items, but not for their publishers. */
type HourRow = { narrativeId: string; hour: Date; items: number; copies: number; publisherIds: string[] }
type PublisherRow = { narrativeId: string; publisherId: string; firstAt: Date; items: number }
type NarrativeChange = {
  narrativeId: string
  items: number
  firstAt: Date
  lastAt: Date
  languages: string[]
  keyTerms: string | null
}

/** What a batch of placed items adds up to, narrative by narrative. */
export type BatchTally = { hours: HourRow[]; publishers: PublisherRow[]; narratives: NarrativeChange[] }

/** Adds a batch up. `keyTerms` are JSON, by narrative. */
export function tallyBatch(placed: readonly PlacedItem[], keyTerms: ReadonlyMap<string, string>): BatchTally {
  const hours = new Map<string, HourRow>()
  const publishers = new Map<string, PublisherRow>()
  const narratives = new Map<string, NarrativeChange>()
  for (const { standsIn: narrativeId, item, decision } of placed) {
    const at = new Date(item.eventAtMs)
    const isCopy = decision.isCopyOf !== null
    const hour = new Date(Math.floor(item.eventAtMs / HOUR_MS) * HOUR_MS)
    const hourRow = entry(hours, `${narrativeId} ${hour.getTime()}`, {
      narrativeId,
      hour,
      items: 0,
      copies: 0,
      publisherIds: [],
    })
    hourRow.items += 1
    if (isCopy) hourRow.copies += 1
    else if (!hourRow.publisherIds.includes(item.publisherId)) hourRow.publisherIds.push(item.publisherId)
    const publisher = entry(publishers, `${narrativeId} ${item.publisherId}`, {
      narrativeId,
      publisherId: item.publisherId,
      firstAt: at,
      items: 0,
    })
    if (!isCopy) publisher.items += 1
    if (at < publisher.firstAt) publisher.firstAt = at
    const change = entry(narratives, narrativeId, {
      narrativeId,
      items: 0,
      firstAt: at,
      lastAt: at,
      languages: [],
      keyTerms: keyTerms.get(narrativeId) ?? null,
    })
    change.items += 1
    if (at < change.firstAt) change.firstAt = at
    if (at > change.lastAt) change.lastAt = at
    if (!change.languages.includes(item.language)) change.languages.push(item.language)
  }
  return { hours: [...hours.values()], publishers: [...publishers.values()], narratives: [...narratives.values()] }
}

function entry<Value>(map: Map<string, Value>, key: string, fresh: Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  map.set(key, fresh)
  return fresh
}
