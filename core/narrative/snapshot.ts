import { ByteReader, ByteWriter } from './byte-stream.ts'
import { emptyCentroid } from './centroid.ts'
import type { Centroid } from './centroid.ts'
import type { EngineState } from './engine-state.ts'
import { writeUuid } from './item-ids.ts'
import { currentNarrative } from './narrative-records.ts'
import type { NarrativeRecord } from './narrative-records.ts'
import { hash32 } from './term-hash.ts'
import { unpackVector } from './vector-store.ts'

const MAGIC = 0x4e415252
export const SNAPSHOT_VERSION = 5
const NULL_PLACE = 0xffffffff
const HAS_EXACT = 1
const HAS_BITS = 2
const HAS_ORIGINAL = 4
const HAS_UUID = 8

/**
 * The state in canonical form: term statistics, readable forms, narratives in order of creation, what is kept of cold ones,
 * items in order of assignment. Indexes are left out; they follow. Equal states give equal bytes, whatever way they were reached.
 */
export function writeState(state: EngineState): Uint8Array {
  const out = new ByteWriter()
  out.u32(MAGIC)
  out.u32(SNAPSHOT_VERSION)
  out.u32(hash32(JSON.stringify(state.options)))
  state.weights.write(out)
  state.surfaces.write(out)
  const narratives = [...new Set(state.narratives.byId.values())].sort((a, b) => a.order - b.order)
  const places = new Map(narratives.map((narrative, place) => [narrative, place]))
  out.u32(narratives.length)
  for (const narrative of narratives) writeNarrative(out, narrative, state.items.first)
  for (const narrative of narratives) {
    out.u32(narrative.apart.size)
    const apart = [...narrative.apart].map((other) => places.get(other) ?? NULL_PLACE)
    for (const place of apart.sort((a, b) => a - b)) out.u32(place)
  }
  out.u32(state.cold.count())
  for (const [narrative, kept] of state.cold.list()) {
    out.u32(places.get(narrative) ?? NULL_PLACE)
    writeCentroid(out, kept)
  }
  writeItems(out, state, places)
  return out.finish()
}

/** Fills an empty state from `writeState`'s bytes. Throws RangeError when they are of another version or cut short. */
export function readState(state: EngineState, bytes: Uint8Array): void {
  const input = new ByteReader(bytes)
  if (input.u32() !== MAGIC) throw new RangeError('These bytes are not a snapshot of the narrative engine.')
  const version = input.u32()
  if (version !== SNAPSHOT_VERSION) throw new RangeError(`Snapshot version ${version} is not ${SNAPSHOT_VERSION}.`)
  if (input.u32() !== hash32(JSON.stringify(state.options))) {
    throw new RangeError('The snapshot was taken with other settings. Rebuild from the stored decisions.')
  }
  state.weights.read(input)
  state.surfaces.read(input)
  const narratives = Array.from({ length: input.u32() }, (_, order) => readNarrative(input, order))
  for (const narrative of narratives) {
    for (let left = input.u32(); left > 0; left -= 1) narrative.apart.add(narrativeAt(narratives, input.u32()))
  }
  for (const narrative of narratives) {
    state.narratives.byId.set(narrative.id, narrative)
    for (const id of narrative.formerIds) state.narratives.byId.set(id, narrative)
  }
  state.narratives.nextOrder = narratives.length
  for (let left = input.u32(); left > 0; left -= 1) {
    const narrative = narrativeAt(narratives, input.u32())
    state.cold.add(narrative, readCentroid(input) ?? emptyCentroid())
  }
  readItems(input, state, narratives)
  if (!input.isAtEnd()) throw new RangeError('The snapshot is longer than its content.')
}

function writeNarrative(out: ByteWriter, narrative: NarrativeRecord, firstSequence: number): void {
  out.text(narrative.id)
  out.u32(narrative.items)
  out.u32(narrative.hotItems)
  out.f64(narrative.firstAtMs)
  out.f64(narrative.lastAtMs)
  out.u32((narrative.isConfirmed ? 1 : 0) | (narrative.isClosed ? 2 : 0) | (narrative.isKeptWhole ? 4 : 0))
  out.u32(narrative.nextSplitAt)
  out.u32(narrative.soleSequence < 0 ? NULL_PLACE : narrative.soleSequence - firstSequence)
  out.u32(narrative.formerIds.length)
  for (const id of narrative.formerIds) out.text(id)
  writeCentroid(out, narrative.centroid)
}

function writeCentroid(out: ByteWriter, centroid: Centroid | null): void {
  out.u32(centroid ? centroid.length : NULL_PLACE)
  for (let index = 0; index < (centroid?.length ?? 0); index += 1) {
    out.u32(centroid?.terms[index] ?? 0)
    out.f32(centroid?.weights[index] ?? 0)
  }
  if (centroid) out.f64(centroid.norm)
}

function readNarrative(input: ByteReader, order: number): NarrativeRecord {
  const id = input.text()
  const items = input.u32()
  const hotItems = input.u32()
  const firstAtMs = input.f64()
  const lastAtMs = input.f64()
  const flags = input.u32()
  const nextSplitAt = input.u32()
  const sole = input.u32()
  const formerIds = Array.from({ length: input.u32() }, () => input.text())
  return {
    id,
    order,
    items,
    hotItems,
    firstAtMs,
    lastAtMs,
    isConfirmed: (flags & 1) === 1,
    isClosed: (flags & 2) === 2,
    isKeptWhole: (flags & 4) === 4,
    nextSplitAt,
    newestSequence: -1,
    olderChains: null,
    centroid: readCentroid(input),
    soleSequence: sole === NULL_PLACE ? -1 : sole,
    apart: new Set(),
    formerIds,
    mergedInto: null,
  }
}

function readCentroid(input: ByteReader): Centroid | null {
  const length = input.u32()
  if (length === NULL_PLACE) return null
  const terms = new Int32Array(length)
  const weights = new Float32Array(length)
  for (let index = 0; index < length; index += 1) {
    terms[index] = input.u32()
    weights[index] = input.f32()
  }
  return { length, terms, weights, norm: input.f64() }
}

function writeItems(out: ByteWriter, state: EngineState, places: ReadonlyMap<NarrativeRecord, number>): void {
  const { items } = state
  out.u32(items.count())
  for (let sequence = items.first; sequence < items.next; sequence += 1) {
    const slot = sequence & items.mask
    const record = items.narratives[slot]
    const exact = items.exactOf(sequence)
    const bits = items.bitsOf(sequence)
    const original = items.originals[slot] ?? null
    const uuid = items.uuidAt(slot)
    out.u32(
      (exact !== null ? HAS_EXACT : 0) |
        (bits ? HAS_BITS : 0) |
        (original !== null ? HAS_ORIGINAL : 0) |
        (uuid ? HAS_UUID : 0),
    )
    if (uuid) out.words(uuid)
    else out.text(items.idAt(slot))
    out.u32(record ? (places.get(currentNarrative(record)) ?? NULL_PLACE) : NULL_PLACE)
    out.f64(items.eventAtMs[slot] as number)
    out.f64(items.assignedAtMs[slot] as number)
    if (exact !== null) out.f64(exact)
    if (bits) for (const half of bits) out.u32(half)
    if (original !== null) out.text(original)
    const cells = items.cellsAt(slot)
    out.u32(cells.length)
    out.words(cells)
  }
}

function readItems(input: ByteReader, state: EngineState, narratives: readonly NarrativeRecord[]): void {
  const { items } = state
  for (let left = input.u32(); left > 0; left -= 1) {
    const has = input.u32()
    const id = has & HAS_UUID ? writeUuid(input.words(4)) : input.text()
    const narrative = narrativeAt(narratives, input.u32())
    const eventAtMs = input.f64()
    const assignedAtMs = input.f64()
    const exact = has & HAS_EXACT ? input.f64() : null
    const bits: [number, number] | null = has & HAS_BITS ? [input.u32(), input.u32()] : null
    const originalId = has & HAS_ORIGINAL ? input.text() : null
    const cells = input.words(input.u32())
    if (items.isFull()) items.grow()
    const vector = originalId === null ? unpackVector(cells) : null
    state.copies.add(items, items.push({ id, narrative, eventAtMs, assignedAtMs, exact, bits, originalId, vector }))
  }
  state.postings.rebuild(items)
  state.members.rebuild(items, state.narratives)
}

function narrativeAt(narratives: readonly NarrativeRecord[], place: number): NarrativeRecord {
  const narrative = narratives[place]
  if (!narrative) throw new RangeError('The snapshot names a narrative it does not hold.')
  return narrative
}
