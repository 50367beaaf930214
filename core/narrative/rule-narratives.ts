import { coolEmptied, forgetCold } from './cool-narrative.ts'
import type { EngineState } from './engine-state.ts'
import type { EngineRuling, NarrativeStand } from './engine-types.ts'
import { keepRemains, knowsAny } from './keep-remains.ts'
import { applyMerge } from './merge-narratives.ts'
import { currentNarrative, findOrCreateNarrative, keepApart } from './narrative-records.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import { rebuildFromItems } from './rebuild-from-items.ts'

/** Carries out a person's ruling and keeps what binds later decisions. Rulings about what is forgotten do nothing. */
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
    case 'place': {
      const { remains = [] } = ruling
      const isKnown = knowsAny(state, remains)
      releaseId(state, ruling.into)
      const left = placeItems(state, ruling.itemIds, ruling.into)
      if (isKnown) keepRemains(state, remains)
      for (const source of left) if (source.hotItems === 0 && byId.get(source.id) === source) coolEmptied(state, source)
      return ruling.stands.forEach((stand) => restoreStand(state, stand))
    }
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
  if (!from) return
  const into = moveItems(state, listedWithCopies(state, itemIds, from), intoId)
  if (!into || into === from) return
  keepApart(from, into)
  if (from.hotItems === 0) coolEmptied(state, from)
}

/** Moves the listed items, and the copies of each, to a narrative, from wherever they stand; returns what they left. */
function placeItems(state: EngineState, itemIds: readonly string[], intoId: string): NarrativeRecord[] {
  const moved = listedWithCopies(state, itemIds)
  const sources = new Set(moved.map((sequence) => standingAt(state, sequence)))
  const into = moveItems(state, moved, intoId)
  return [...sources].flatMap((source) => (source && source !== into ? [source] : []))
}

/** The sequence numbers of the listed items and their copies, of one narrative or of all, oldest first. */
function listedWithCopies(state: EngineState, itemIds: readonly string[], from?: NarrativeRecord): number[] {
  const { items } = state
  const originals = new Set(
    itemIds.flatMap((id) => {
      const sequence = items.find(id)
      return sequence === undefined ? [] : [items.originals[sequence & items.mask] ?? id]
    }),
  )
  const found: number[] = []
  if (originals.size === 0) return found
  for (let sequence = items.first; sequence < items.next; sequence += 1) {
    const slot = sequence & items.mask
    if (!originals.has(items.originals[slot] ?? items.idAt(slot))) continue
    const record = standingAt(state, sequence)
    if (record && (!from || record === from)) found.push(sequence)
  }
  return found
}

function standingAt(state: EngineState, sequence: number): NarrativeRecord | null {
  const record = state.items.narratives[sequence & state.items.mask]
  return record ? currentNarrative(record) : null
}

/** Makes items part of a narrative, created when unknown, and recomputes all that changed. Undefined when there is none. */
function moveItems(state: EngineState, sequences: readonly number[], intoId: string): NarrativeRecord | undefined {
  const { items } = state
  const [first] = sequences
  if (first === undefined) return undefined
  const into = currentNarrative(
    findOrCreateNarrative(state.narratives, intoId, items.eventAtMs[first & items.mask] as number),
  )
  const changed = new Set([into])
  for (const sequence of sequences) {
    const source = standingAt(state, sequence)
    if (!source || source === into) continue
    changed.add(source)
    source.items -= 1
    into.items += 1
    items.narratives[sequence & items.mask] = into
  }
  if (changed.size > 1) rebuildFromItems(state, changed)
  return into
}

/** Lets an id name a narrative of its own again that led to the one it had been merged into. */
function releaseId(state: EngineState, id: string): void {
  const holder = state.narratives.byId.get(id)
  if (!holder || holder.id === id) return
  holder.formerIds = holder.formerIds.filter((former) => former !== id)
  state.narratives.byId.delete(id)
  // What is kept cold is of both: neither may come back under the other's name.
  forgetCold(state, holder)
}

function restoreStand({ narratives }: EngineState, { id, isConfirmed, isClosed, apart }: NarrativeStand): void {
  const narrative = narratives.byId.get(id)
  if (!narrative) return
  Object.assign(narrative, { isConfirmed, isClosed })
  for (const other of narrative.apart) other.apart.delete(narrative)
  narrative.apart.clear()
  for (const otherId of apart) {
    const other = narratives.byId.get(otherId)
    if (other) keepApart(narrative, other)
  }
}
