import { addToCentroid, centroidOf, emptyCentroid } from './centroid.ts'
import type { EngineState } from './engine-state.ts'
import type { EngineRuling } from './engine-types.ts'
import { applyMerge } from './merge-narratives.ts'
import { currentNarrative, dropNarrative, findOrCreateNarrative, keepApart } from './narrative-records.ts'
import type { NarrativeRecord } from './narrative-records.ts'

/** Carries out a person's ruling and keeps what binds later decisions. Rulings about what has left memory do nothing. */
export function applyRuling(state: EngineState, ruling: EngineRuling): void {
  const { byId } = state.narratives
  switch (ruling.kind) {
    case 'merge':
      return mergeByRuling(state, byId.get(ruling.from), byId.get(ruling.into))
    case 'split':
      return splitByRuling(state, byId.get(ruling.narrativeId), ruling.itemIds, ruling.into)
    case 'move':
      return splitByRuling(state, narrativeOf(state, ruling.itemId), [ruling.itemId], ruling.into)
    case 'must_link': {
      const [first, second] = ruling.itemIds.map((id) => narrativeOf(state, id))
      if (!first || !second) return
      return first.order < second.order ? mergeByRuling(state, second, first) : mergeByRuling(state, first, second)
    }
    case 'cannot_link': {
      const [first, second] = ruling.itemIds.map((id) => narrativeOf(state, id))
      if (!first || !second) return
      if (first === second) return splitByRuling(state, second, [ruling.itemIds[1]], ruling.into)
      return keepApart(first, second)
    }
    case 'confirm':
      return mark(byId.get(ruling.narrativeId), { isConfirmed: true, isClosed: false })
    case 'dismiss':
      return mark(byId.get(ruling.narrativeId), { isClosed: true })
    case 'reopen':
      return mark(byId.get(ruling.narrativeId), { isClosed: false })
    default:
      return ruling satisfies never
  }
}

function narrativeOf(state: EngineState, itemId: string): NarrativeRecord | undefined {
  const sequence = state.items.find(itemId)
  const record = sequence === undefined ? null : state.items.narratives[sequence & state.items.mask]
  return record ? currentNarrative(record) : undefined
}

function mark(narrative: NarrativeRecord | undefined, flags: Partial<NarrativeRecord>): void {
  if (narrative) Object.assign(narrative, flags)
}

/** A person's merge overrules an earlier wish to keep the two apart. */
function mergeByRuling(state: EngineState, from: NarrativeRecord | undefined, into: NarrativeRecord | undefined): void {
  if (!from || !into || from === into) return
  from.apart.delete(into)
  into.apart.delete(from)
  applyMerge(state, from.id, into.id)
}

/** Moves the listed items, and the copies of each, from one narrative to another, and keeps the two apart. */
function splitByRuling(
  state: EngineState,
  from: NarrativeRecord | undefined,
  itemIds: readonly string[],
  intoId: string,
): void {
  const { items } = state
  const listed = new Set(itemIds.filter((id) => items.find(id) !== undefined))
  if (!from || listed.size === 0) return
  const originals = new Set([...listed].map((id) => originalOf(state, id)))
  const moved: number[] = []
  for (let sequence = items.first; sequence < items.next; sequence += 1) {
    const slot = sequence & items.mask
    const record = items.narratives[slot]
    if (!record || currentNarrative(record) !== from) continue
    if (originals.has(items.originals[slot] ?? (items.ids[slot] as string))) moved.push(sequence)
  }
  const firstMoved = moved[0]
  if (firstMoved === undefined) return
  const into = currentNarrative(
    findOrCreateNarrative(state.narratives, intoId, items.eventAtMs[firstMoved & items.mask] as number),
  )
  if (into === from) return
  for (const sequence of moved) items.narratives[sequence & items.mask] = into
  from.items -= moved.length
  into.items += moved.length
  rebuildFromItems(state, [from, into])
  keepApart(from, into)
  if (from.hotItems === 0) dropNarrative(state.narratives, from)
}

function originalOf(state: EngineState, itemId: string): string {
  const sequence = state.items.find(itemId) ?? 0
  return state.items.originals[sequence & state.items.mask] ?? itemId
}

/** Recomputes centre, span and count in memory from the items that are there. */
function rebuildFromItems(state: EngineState, narratives: readonly NarrativeRecord[]): void {
  const { items, options } = state
  for (const narrative of narratives) {
    narrative.centroid = emptyCentroid()
    narrative.soleSequence = -1
    narrative.hotItems = 0
  }
  for (let sequence = items.first; sequence < items.next; sequence += 1) {
    const slot = sequence & items.mask
    const record = items.narratives[slot]
    const narrative = record ? currentNarrative(record) : null
    if (!narrative || !narratives.includes(narrative)) continue
    const eventAtMs = items.eventAtMs[slot] as number
    narrative.firstAtMs = narrative.hotItems === 0 ? eventAtMs : Math.min(narrative.firstAtMs, eventAtMs)
    narrative.lastAtMs = narrative.hotItems === 0 ? eventAtMs : Math.max(narrative.lastAtMs, eventAtMs)
    narrative.hotItems += 1
    const vector = items.vectorOf(sequence)
    if (!narrative.centroid || narrative.centroid.length === 0) narrative.centroid = centroidOf(vector)
    else addToCentroid(narrative.centroid, vector, options.centroidTerms)
  }
}
