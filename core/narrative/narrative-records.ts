import type { Centroid } from './centroid.ts'

/**
 * A narrative in memory. `order` is its place in time of creation. `items` counts every item it was ever given, `hotItems`
 * those still in memory. `centroid` is null while `soleSequence` names the one item it consists of. `apart` lists narratives
 * a person wants kept separate; `formerIds` are those merged into it; `mergedInto` is set on the record merged away.
 * `isKeptWhole` says that people put it together, `nextSplitAt` with how many items it is looked at as a whole next.
 * `newestSequence` and `olderChains` are where its items' threads begin (`member-chains.ts`).
 */
export type NarrativeRecord = {
  id: string
  order: number
  items: number
  hotItems: number
  firstAtMs: number
  lastAtMs: number
  isConfirmed: boolean
  isClosed: boolean
  isKeptWhole: boolean
  nextSplitAt: number
  newestSequence: number
  olderChains: number[] | null
  centroid: Centroid | null
  soleSequence: number
  apart: Set<NarrativeRecord>
  formerIds: string[]
  mergedInto: NarrativeRecord | null
}

/** The narratives in memory by id, former ids included. */
export type NarrativeRecords = {
  byId: Map<string, NarrativeRecord>
  nextOrder: number
}

/** The narrative with this id, created empty when there is none. */
export function findOrCreateNarrative(records: NarrativeRecords, id: string, atMs: number): NarrativeRecord {
  const known = records.byId.get(id)
  if (known) return known
  const record: NarrativeRecord = {
    id,
    order: records.nextOrder,
    items: 0,
    hotItems: 0,
    firstAtMs: atMs,
    lastAtMs: atMs,
    isConfirmed: false,
    isClosed: false,
    isKeptWhole: false,
    nextSplitAt: 0,
    newestSequence: -1,
    olderChains: null,
    centroid: null,
    soleSequence: -1,
    apart: new Set(),
    formerIds: [],
    mergedInto: null,
  }
  records.nextOrder += 1
  records.byId.set(id, record)
  return record
}

/** The narrative an item's record leads to after merges. */
export function currentNarrative(record: NarrativeRecord): NarrativeRecord {
  let current = record
  while (current.mergedInto) current = current.mergedInto
  return current
}

/** Takes a narrative and its former ids out of memory. */
export function dropNarrative(records: NarrativeRecords, record: NarrativeRecord): void {
  records.byId.delete(record.id)
  for (const id of record.formerIds) records.byId.delete(id)
  for (const other of record.apart) other.apart.delete(record)
  record.apart.clear()
}

/** Keeps two narratives from merging by themselves. */
export function keepApart(a: NarrativeRecord, b: NarrativeRecord): void {
  if (a === b) return
  a.apart.add(b)
  b.apart.add(a)
}

/** Whether two narratives may merge without a person: not kept apart, not both confirmed, and both open or both closed. */
export function mayMerge(a: NarrativeRecord, b: NarrativeRecord): boolean {
  return a !== b && !a.apart.has(b) && !(a.isConfirmed && b.isConfirmed) && a.isClosed === b.isClosed
}

/** Which of two merging narratives keeps its id: the confirmed, then the larger, then the older one. */
export function survivorOf(a: NarrativeRecord, b: NarrativeRecord): { from: NarrativeRecord; into: NarrativeRecord } {
  if (a.isConfirmed !== b.isConfirmed) return a.isConfirmed ? { from: b, into: a } : { from: a, into: b }
  if (a.items !== b.items) return a.items > b.items ? { from: b, into: a } : { from: a, into: b }
  return a.order < b.order ? { from: b, into: a } : { from: a, into: b }
}
